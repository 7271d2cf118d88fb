import type { Chat } from '../support/chat.ts';

/** Sends a file into the own chat, by the paper clip. */
export async function sendFile({ page }: Chat, name: string, content: string): Promise<void> {
  const picker = page.locator('.composer-place input[type=file]');
  await picker.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}
