import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the bot counts. Labels are words of our own, never names, ids or texts. */
export interface Metrics {
  turn(kind: string, seconds: number): void;
  /** Requests that were not let in. */
  refused(reason: string): void;
  /** Calls to back ends and to Teams. */
  outbound(backEnd: string, outcome: string): void;
  job(name: string, outcome: 'done' | 'failed', seconds: number): void;
  /** A reading of one customer's health: `read`, or the code of the failure. */
  poll(outcome: string): void;
  /** How long the customer that waits longest for its reading is overdue. */
  pollLag(seconds: number): void;
  polledCustomers(all: number, failing: number): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Histogram({
    name: 'bot_turn_seconds',
    help: 'How long turns took, by kind of activity',
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15],
    registers,
  });
  const refusals = new Counter({ name: 'bot_refused_total', help: 'Requests not let in, by reason', labelNames: ['reason'], registers });
  const calls = new Counter({
    name: 'bot_outbound_total',
    help: 'Calls to back ends and to Teams, by outcome',
    labelNames: ['back_end', 'outcome'],
    registers,
  });
  const jobs = new Histogram({
    name: 'bot_job_seconds',
    help: 'How long jobs took, by name and outcome',
    labelNames: ['name', 'outcome'],
    buckets: [0.05, 0.25, 1, 5, 15, 60, 300],
    registers,
  });
  const polls = new Counter({ name: 'bot_health_polls_total', help: 'Readings of health, by outcome', labelNames: ['outcome'], registers });
  const lag = new Gauge({ name: 'bot_health_poll_lag_seconds', help: 'How overdue the longest waiting reading of health is', registers });
  const customers = new Gauge({ name: 'bot_health_customers', help: 'Customers whose health is read', registers });
  const failing = new Gauge({ name: 'bot_health_customers_failing', help: 'Of those, whose last reading failed', registers });
  return {
    turn: (kind, seconds) => turns.observe({ kind }, seconds),
    refused: (reason) => refusals.inc({ reason }),
    outbound: (backEnd, outcome) => calls.inc({ back_end: backEnd, outcome }),
    job: (name, outcome, seconds) => jobs.observe({ name, outcome }, seconds),
    poll: (outcome) => polls.inc({ outcome }),
    pollLag: (seconds) => lag.set(seconds),
    polledCustomers(all, failed) {
      customers.set(all);
      failing.set(failed);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
