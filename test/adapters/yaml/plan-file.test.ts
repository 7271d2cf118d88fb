import assert from 'node:assert/strict';
import fc from 'fast-check';
import { yamlPlanFile } from '../../../src/adapters/yaml/plan-file.ts';
import type { PlanContent } from '../../../src/domain/escalation-plan-schema.ts';
import { LOCALES } from '../../../src/domain/locale.ts';
import { PRODUCTS } from '../../../src/domain/product.ts';
import { SEVERITIES } from '../../../src/domain/severity.ts';
import { aPlan, EXPERTS, expertsChannel, LEADS, MEI } from '../../domain/plans.ts';

const channel = (id: string, teamName: string | undefined, name: string | undefined) => expertsChannel(id, name, { teamName });
const CHANNELS = [channel(EXPERTS, 'CSP Operations', 'Azure escalations'), channel(LEADS, 'CSP Operations', undefined)];
const file = yamlPlanFile();

const contentOf = (text: string, channels = CHANNELS): PlanContent => {
  const read = file.read(text, channels);
  assert.ok('content' in read, JSON.stringify(read));
  return read.content;
};
const problemsOf = (text: string) => {
  const read = file.read(text, CHANNELS);
  assert.ok('problems' in read, 'it was read');
  return read.problems.map(({ line, problem }) => [line, ...Object.values(problem)]);
};
const plain = (content: unknown): unknown => JSON.parse(JSON.stringify(content));

const ROTA = `rotas:
  - name: azure
    timeZone: Europe/Paris
    from: 2026-11-16
    handOverAt: 9:00
    turn: 7d
    channel: csp operations/azure escalations
    members:
      - Mei@NorthwindCloud.example
      - { id: a0a0a0a0-0000-4000-8000-000000000003, name: Dmitri Sokolov }
`;

describe('the plan as a file', () => {
  it('is read with times, durations, weekdays, names of channels and addresses of people as people write them', () => {
    const { rotas, calendars, routes } = contentOf(`${ROTA}
calendars:
  - name: office
    timeZone: Europe/Paris
    week: { monday: "09:00-12:30, 13:30 – 18:00", sunday: 22:00-24:00 }
routes:
  - hours: { outside: office }
    channel: CSP Operations / General
    policy: usual
`);

    assert.deepEqual(rotas, [
      {
        name: 'azure',
        timeZone: 'Europe/Paris',
        from: '2026-11-16',
        handOverAt: 540,
        turn: { days: 7 },
        channelId: EXPERTS,
        members: [
          { id: 'mei@northwindcloud.example', name: '' },
          { id: 'a0a0a0a0-0000-4000-8000-000000000003', name: 'Dmitri Sokolov' },
        ],
      },
    ]);
    assert.deepEqual(calendars[0]?.week[0], [
      { from: 540, to: 750 },
      { from: 810, to: 1080 },
    ]);
    assert.deepEqual(calendars[0]?.week.slice(1), [[], [], [], [], [], [{ from: 1320, to: 1440 }]]);
    assert.deepEqual([routes[0]?.channelId, routes[0]?.hours], [LEADS, { calendar: 'office', when: 'outside' }]);
  });

  it('has targets and levels in hours and minutes', () => {
    const severity = (rest: string) => `{ ${rest} }`;
    const { policies } = contentOf(`policies:
  - name: usual
    severities:
      critical: ${severity('acknowledge: 15m, firstResponse: 1h30m, resolution: 1d, warnAt: 20 %, levels: [{ after: 0m, repeat: { every: 5m, times: 2 }, call: [{ rota: azure }] }]')}
      moderate: {}
      minimal: {}
`);

    assert.deepEqual(plain(policies[0]?.severities.critical), {
      acknowledgeMinutes: 15,
      firstResponseMinutes: 90,
      resolutionMinutes: 1440,
      warnAtPercentLeft: 20,
      levels: [{ afterMinutes: 0, repeat: { everyMinutes: 5, times: 2 }, call: [{ rota: 'azure' }] }],
    });
  });

  it('may be empty', () => {
    assert.deepEqual(contentOf('').routes, []);
  });

  it('keeps the name of a channel that nobody set up, and of one that is not alone with it', () => {
    const text = 'routes: [{ channel: CSP Operations / Azure escalations, policy: usual }]';

    assert.equal(contentOf(text, []).routes[0]?.channelId, 'CSP Operations / Azure escalations');
    assert.equal(
      contentOf(text, [...CHANNELS, channel('19:twin', 'CSP Operations', 'Azure Escalations')]).routes[0]?.channelId,
      'CSP Operations / Azure escalations',
    );
  });

  it('is refused with the line of each thing that is wrong', () => {
    assert.deepEqual(
      problemsOf(`calendars:
  - name: office
    timezone: Europe/Paris
    week:
      monday: 9 to 5
      funday: 09:00-17:00
    holidays: [25.12.2026]
routes:
  - products: [azure, office]
    policy: ""
    severities: critical
incidents: sometimes
colour: red
`).toSorted((one, other) => Number(one[0]) - Number(other[0])),
      [
        [2, 'missing-key', 'timeZone'],
        [3, 'unknown-key', 'timezone'],
        [5, 'wrong-value', 'monday', 'hours', []],
        [6, 'unknown-key', 'funday'],
        [7, 'wrong-value', 'holidays', 'day', []],
        [9, 'wrong-value', 'products', 'choice', [...PRODUCTS]],
        [10, 'wrong-value', 'policy', 'text', []],
        [11, 'wrong-value', 'severities', 'list', []],
        [12, 'wrong-value', 'incidents', 'map', []],
        [13, 'unknown-key', 'colour'],
      ],
    );
  });

  it('tells the line at which it is no YAML, and of a key that is there twice', () => {
    assert.deepEqual(problemsOf('routes:\n  - policy: "usual\n'), [[3, 'no-yaml']]);
    assert.deepEqual(problemsOf('routes: []\nroutes: []\n'), [[2, 'no-yaml']]);
    assert.deepEqual(problemsOf('--- {}\n--- {}\n'), [[2, 'no-yaml']]);
    assert.deepEqual(problemsOf('- one\n'), [[1, 'wrong-value', '', 'map', []]]);
  });

  it('knows the line of every place of the plan, also within what is written as one value', () => {
    const read = file.read(`${ROTA}routes:\n  - { policy: usual, customers: [a, b] }\n`, CHANNELS);
    assert.ok('content' in read);

    const lines = [
      ['rotas', 0, 'members', 1],
      ['rotas', 0, 'channelId'],
      ['routes', 0, 'tenantIds', 1],
      ['routes', 0, 'tag'],
      ['policies'],
    ];
    assert.deepEqual(
      lines.map((place) => read.lineOf(place)),
      [10, 7, 12, 12, 1],
    );
  });

  it('understands aliases, and knows the line of what they stand for', () => {
    const read = file.read('calendars:\n  - &a { name: one, timeZone: X, week: { monday: 09:00-10:00 } }\n  - *a\n', CHANNELS);
    assert.ok('content' in read);

    assert.equal(read.content.calendars[1]?.name, 'one');
    assert.equal(read.lineOf(['calendars', 1, 'timeZone']), 2);
  });

  it('is refused, soon, where it would grow without end, or is too long', () => {
    const nine = (name: string) => `[${Array.from({ length: 9 }, () => `*${name}`).join(', ')}]`;
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b ${nine('a')}\nc: &c ${nine('b')}\nd: &d ${nine('c')}\ne: ${nine('d')}\n`;

    assert.deepEqual(problemsOf(bomb), [[1, 'too-many-aliases']]);
    assert.deepEqual(problemsOf('#'.repeat(200_001)), [[1, 'too-large']]);
    assert.equal(problemsOf('['.repeat(200_000)).length, 1);
    assert.equal(problemsOf('- '.repeat(90_000)).length, 1);
    const keys = Array.from({ length: 18_000 }, (_, each) => `k${each}`);
    const begunAt = performance.now();
    assert.equal(problemsOf(keys.map((key) => `${key}: 1`).join('\n')).length, 50);
    assert.equal(problemsOf(`{${keys.join(', ')}, k0}`).length, 1);
    const ms = performance.now() - begunAt;
    assert.ok(ms < 8_000, `it took ${ms} ms`);
  });

  it('gives what was meant of any text, and never fails', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200, unit: 'grapheme' }),
          fc.json().map((json) => `rotas: ${json}`),
          fc.json(),
        ),
        (text) => {
          const read = file.read(text, CHANNELS);
          return 'content' in read || read.problems.length > 0;
        },
      ),
      { numRuns: 400 },
    );
  });

  describe('written and read again', () => {
    const name = fc.oneof(
      fc.constantFrom('azure', 'yes', '09:00', '2026-11-16', '- x', '#', '"', '~', '1e3', 'Ночь: дежурные', '*a', '&a', '!tag'),
      fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() === text),
    );
    const minutes = fc.integer({ min: 0, max: 527_040 });
    const maybe = <Kind>(kind: fc.Arbitrary<Kind>) => fc.option(kind, { nil: undefined });
    const person = fc.record({ id: fc.uuid(), name: fc.constantFrom('Mei Tanaka', 'Dmitri Sokolov', '') });
    const channelId = fc.constantFrom(EXPERTS, LEADS, '19:other@thread.tacv2');
    const target = fc.oneof(fc.record({ rota: name }), fc.record({ person }), fc.record({ channel: channelId }));
    const spans = fc.constantFrom(
      [],
      [{ from: 0, to: 1440 }],
      [
        { from: 540, to: 721 },
        { from: 780, to: 1079 },
      ],
    );
    const rules = fc.record({
      acknowledgeMinutes: maybe(minutes),
      firstResponseMinutes: maybe(minutes),
      resolutionMinutes: maybe(minutes),
      warnAtPercentLeft: fc.integer({ min: 0, max: 99 }),
      hours: maybe(name),
      levels: fc.array(
        fc.record({
          afterMinutes: minutes,
          repeat: maybe(fc.record({ everyMinutes: minutes, times: fc.integer({ min: 1, max: 50 }) })),
          call: fc.array(target, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
    });
    const content: fc.Arbitrary<PlanContent> = fc.record({
      calendars: fc.array(
        fc.record({
          name,
          timeZone: name,
          week: fc.array(spans, { minLength: 7, maxLength: 7 }),
          holidays: fc.array(fc.constantFrom('2026-12-25', '2026-05-01'), { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
      rotas: fc.array(
        fc.record({
          name,
          timeZone: name,
          from: fc.constant('2026-11-16'),
          handOverAt: fc.integer({ min: 0, max: 1440 }),
          turn: fc.oneof(fc.constant('calendar' as const), fc.record({ days: fc.integer({ min: 1, max: 366 }) })),
          members: fc.array(person, { maxLength: 3 }),
          channelId: maybe(channelId),
        }),
        { maxLength: 2 },
      ),
      policies: fc.array(
        fc.record({
          name,
          severities: fc.record({ critical: rules, moderate: rules, minimal: rules }),
          languageHours: fc.dictionary(fc.constantFrom(...LOCALES), name, { maxKeys: 3, noNullPrototype: true }),
        }),
        { maxLength: 2 },
      ),
      routes: fc.array(
        fc.record({
          products: fc.subarray([...PRODUCTS]),
          severities: fc.subarray([...SEVERITIES]),
          tenantIds: fc.array(fc.uuid(), { maxLength: 2 }),
          tag: maybe(name),
          hours: maybe(fc.record({ calendar: name, when: fc.constantFrom('inside' as const, 'outside' as const) })),
          channelId: maybe(channelId),
          policy: name,
        }),
        { maxLength: 3 },
      ),
      incidents: fc.record({ openCase: fc.constantFrom('never' as const, 'unseen' as const), severity: fc.constantFrom(...SEVERITIES) }),
    });

    it('is the same', () => {
      fc.assert(
        fc.property(content, (plan) => {
          assert.deepEqual(plain(contentOf(file.write({ version: 1, ...plan }, CHANNELS))), plain(plan));
        }),
        { numRuns: 200 },
      );
    });

    it('names channels as Teams does, and leaves out what is empty', () => {
      const text = file.write({ version: 1, ...aPlan() }, CHANNELS);

      assert.match(text, /channel: CSP Operations \/ Azure escalations/);
      assert.match(text, /channel: CSP Operations \/ General/);
      assert.match(text, /monday: 09:00-18:00/);
      assert.doesNotMatch(text, /19:|\[\]|null|&a/);
      assert.match(text, new RegExp(MEI.id));
    });
  });
});
