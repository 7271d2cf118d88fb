import { post, promised, writtenPost } from './issue-posts.ts';
import type { PostParts } from './issue-posts.ts';
import { SEEDS } from './issue-seeds.ts';
import type { PostSeed, Seed } from './issue-seeds.ts';
import { tenantsOf } from './issues.ts';
import type { PlacedIssue, WorldIssue, WorldPost } from './issues.ts';

const HOUR = 3_600_000;

/** The issues open, or lately resolved, when the sandbox starts. */
export function seededIssues(now: Date): PlacedIssue[] {
  return SEEDS.map((seed) => ({ issue: issueOf(seed, now.getTime()), tenantIds: tenantsOf(...seed.customers) }));
}

function issueOf(seed: Seed, now: number): WorldIssue {
  const began = new Date(now - seed.began * HOUR);
  const endedAt = seed.ended === undefined ? undefined : new Date(now - seed.ended * HOUR);
  const { title, impact } = seed;
  const status = "We're analysing service telemetry to find the cause.";
  const posts = [
    writtenPost(began, { title, impact, status, nextUpdateAt: promised(began, 2) }),
    ...seed.posts.map((each) => postOf(each, now, { title, impact }, { startedAt: began, ...(endedAt && { endedAt }) })),
  ];
  return {
    id: seed.id,
    title,
    startDateTime: began.toISOString(),
    endDateTime: endedAt?.toISOString() ?? null,
    lastModifiedDateTime: posts.at(-1)?.createdDateTime ?? began.toISOString(),
    impactDescription: impact,
    classification: seed.classification,
    origin: 'microsoft',
    status: seed.status,
    service: seed.service,
    feature: seed.feature,
    featureGroup: seed.feature,
    isResolved: seed.ended !== undefined,
    ...(seed.highImpact === undefined ? {} : { highImpact: seed.highImpact }),
    details: [{ name: 'NotifyInApp', value: 'True' }],
    posts,
  };
}

/** Quick posts say only what is new; the others repeat what the issue is, and the final one its times. */
function postOf(
  { before, next, postType = 'regular', contentType = 'html', verbatim, ...parts }: PostSeed,
  now: number,
  subject: Pick<PostParts, 'title' | 'impact'>,
  times: Pick<PostParts, 'startedAt' | 'endedAt'>,
): WorldPost {
  const at = new Date(now - before * HOUR);
  if (verbatim !== undefined) return post(at, verbatim, { postType, contentType });
  const about = postType === 'quick' ? {} : subject;
  const when = parts.finalStatus === undefined ? {} : times;
  const promise = next === undefined ? {} : { nextUpdateAt: promised(at, next) };
  return writtenPost(at, { ...about, ...parts, ...when, ...promise }, { postType, contentType });
}
