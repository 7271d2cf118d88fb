import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryTotals } from '../domain/delivery.ts';

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
  /** How the sending of a card or line ended. */
  delivery(outcome: string): void;
  /** From the announcement of an incident to its card in a chat. */
  firstCard(seconds: number): void;
  /** Rows of the ledger of incidents that are open, or ended within a day; and how long the one that waits longest is to be sent. */
  deliveries(totals: DeliveryTotals, waitingSeconds: number): void;
  /** A clock of a case that ran: how much later than due. */
  caseClock(kind: string, lateSeconds: number): void;
  /** Since when the clocks of cases were not swept, as this replica sees it; and how many are due. */
  caseClocksAge(seconds: number): void;
  caseClocksDue(clocks: number): void;
  /** How long the case waits to be shown that waits longest. */
  caseWaiting(seconds: number): void;
  /** What the filing of a request came to: `filed`, `found` (there, although the answer was lost), `handed-off`, `failed`, `uncertain`. */
  filing(route: string, outcome: string): void;
  /** A reading of a filed request at its back end: `read`, a look for hand-offs: `found`, `not-found`; or the code of the failure. */
  reading(outcome: string): void;
  /** A piece of news of a request that somebody was told, by kind. */
  news(kind: string): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** What is counted each minute by one of the replicas says nothing for longer. */
const COUNTED_MS = 150_000;

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
  const delivered = new Counter({
    name: 'bot_deliveries_total',
    help: 'Cards and lines about incidents, by how their sending ended',
    labelNames: ['outcome'],
    registers,
  });
  const firstCards = new Histogram({
    name: 'bot_first_card_seconds',
    help: 'From the announcement of an incident to its card in a chat',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300],
    registers,
  });
  const deliveries = new Gauge({
    name: 'bot_deliveries',
    help: 'Rows of the ledger of incidents that are open or ended within a day, by state; shown by the replica that counted last',
    labelNames: ['state'],
    registers,
  });
  const waiting = new Gauge({
    name: 'bot_delivery_waiting_seconds',
    help: 'How long the card that waits longest is to be sent; shown by the replica that counted last',
    registers,
  });
  const clocks = new Histogram({
    name: 'bot_case_clock_late_seconds',
    help: 'How much later than due clocks of cases ran, by kind',
    labelNames: ['kind'],
    buckets: [1, 5, 10, 30, 60, 180, 600, 3600],
    registers,
  });
  const clocksAge = new Gauge({ name: 'bot_case_clocks_age_seconds', help: 'Since when the clocks of cases were not swept', registers });
  const clocksDue = new Gauge({ name: 'bot_case_clocks_due', help: 'Clocks of cases that are due, at most 1000', registers });
  const caseWaiting = new Gauge({
    name: 'bot_case_waiting_seconds',
    help: 'How long the case that waits longest is to be shown; shown by the replica that looked last',
    registers,
  });
  const filings = new Counter({
    name: 'bot_request_filings_total',
    help: 'Filings of requests, by route and outcome',
    labelNames: ['route', 'outcome'],
    registers,
  });
  const readings = new Counter({
    name: 'bot_request_readings_total',
    help: 'Readings of filed requests, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const newsTold = new Counter({
    name: 'bot_request_news_total',
    help: 'News of requests that people were told, by kind',
    labelNames: ['kind'],
    registers,
  });
  let deliveriesAt = 0;
  let casesAt = 0;
  return {
    turn: (kind, seconds) => turns.observe({ kind }, seconds),
    refused: (reason) => refusals.inc({ reason }),
    outbound: (backEnd, outcome) => calls.inc({ back_end: backEnd, outcome }),
    job: (name, outcome, seconds) => jobs.observe({ name, outcome }, seconds),
    poll: (outcome) => polls.inc({ outcome }),
    filing: (route, outcome) => filings.inc({ route, outcome }),
    reading: (outcome) => readings.inc({ outcome }),
    news: (kind) => newsTold.inc({ kind }),
    pollLag: (seconds) => lag.set(seconds),
    polledCustomers(all, failed) {
      customers.set(all);
      failing.set(failed);
    },
    delivery: (outcome) => delivered.inc({ outcome }),
    firstCard: (seconds) => firstCards.observe(seconds),
    deliveries(totals, waitingSeconds) {
      for (const [state, rows] of Object.entries(totals)) deliveries.set({ state }, rows);
      waiting.set(waitingSeconds);
      deliveriesAt = performance.now();
    },
    caseClock: (kind, lateSeconds) => clocks.observe({ kind }, lateSeconds),
    caseClocksAge: (seconds) => clocksAge.set(seconds),
    caseClocksDue: (due) => clocksDue.set(due),
    caseWaiting(seconds) {
      caseWaiting.set(seconds);
      casesAt = performance.now();
    },
    text() {
      // Another replica counts now.
      if (performance.now() - deliveriesAt > COUNTED_MS) {
        deliveries.reset();
        waiting.reset();
      }
      if (performance.now() - casesAt > COUNTED_MS) caseWaiting.reset();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
