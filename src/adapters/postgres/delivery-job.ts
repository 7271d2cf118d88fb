/** Of the job `send-deliveries`: one waits at most, whoever asks for it. */
export const SENDER_JOB_KEY = 'tenant';
