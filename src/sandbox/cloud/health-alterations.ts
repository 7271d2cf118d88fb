import { z } from 'zod';
import { parsedJson } from './exchange.ts';

type Members = Readonly<Record<string, unknown>>;
type Change = (members: Members) => Members;

const Members = z.record(z.string(), z.unknown());
const Collection = Members.and(z.object({ value: z.array(Members) }));
const Posts = z.array(Members.and(z.object({ description: Members })));

/** Adds what a browser would run to every text that Microsoft writes. */
export function withScripts(body: string): string {
  const add = (text: unknown): string => `${String(text)}<script>document.title = "taken over"</script> [press](javascript:alert(1))`;
  return changed(body, (issue) => ({
    ...replaced(issue, 'title', add),
    ...replaced(issue, 'impactDescription', add),
    ...replaced(issue, 'posts', (posts) => {
      const list = Posts.safeParse(posts).data ?? [];
      return list.map((post) => ({ ...post, description: { ...post.description, content: add(post.description['content']) } }));
    }),
  }));
}

/** Puts values that no document lists into every enumeration. */
export function withUnknownValues(body: string): string {
  return changed(body, (item) => ({
    ...replaced(item, 'status', () => 'underReviewByTheStars'),
    ...replaced(item, 'classification', () => 'unknownFutureValue'),
    ...replaced(item, 'origin', () => 'unknownFutureValue'),
  }));
}

const LARGE = 5 * 1024 * 1024;

/** Makes the answer 5 MB long: the first text is, or a member that nobody asked for. */
export function withFiveMegabytes(body: string): string {
  const parsed = Members.safeParse(parsedJson(body));
  if (!parsed.success) return body;
  const padding = 'Nothing to read here. '.repeat(Math.ceil(LARGE / 22));
  let isFirst = true;
  return JSON.stringify(
    each(parsed.data, (item) => {
      const here = isFirst;
      isFirst = false;
      if (!here) return {};
      return 'impactDescription' in item ? { impactDescription: padding } : { 'padding@sandbox.large': padding };
    }),
  );
}

function replaced(members: Members, name: string, by: (value: unknown) => unknown): Members {
  return name in members ? { [name]: by(members[name]) } : {};
}

function changed(body: string, change: Change): string {
  const parsed = Members.safeParse(parsedJson(body));
  return parsed.success ? JSON.stringify(each(parsed.data, change)) : body;
}

/** Every service and issue of an answer, changed: those of a collection, those within a service, or the one it is. */
function each(answer: Members, change: Change): Members {
  const collection = Collection.safeParse(answer);
  if (collection.success) return { ...answer, value: collection.data.value.map((item) => each(item, change)) };
  const issues = z.array(Members).safeParse(answer['issues']);
  return {
    ...answer,
    ...change(answer),
    ...(issues.success ? { issues: issues.data.map((issue) => ({ ...issue, ...change(issue) })) } : {}),
  };
}
