import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import { OWN_SPAN } from '../../cards/on-call-change.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { PlanPerson, Rota } from '../../src/domain/escalation-plan.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { calendar, EVENT } from '../adapters/ical/calendars.ts';
import { freshDatabase } from '../support/database.ts';
import { aRota } from '../support/rotas.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const inPlan = ({ id, displayName }: Colleague): PlanPerson => ({ id, name: displayName });

// The clock stands at Friday 20 November 2026, 09:00 UTC.
describe('on-call', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  let members: readonly PlanPerson[];
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    const { adele: first, camille, dmitri } = desk.people;
    members = [inPlan(first), inPlan(camille), inPlan(dmitri)];
    adele = desk.user();
  });
  afterEach(() => database.close());

  /** Adele to 23 November, 08:00 UTC; then Camille, then Dmitri, a week each. */
  const ours = (some: Partial<Rota> = {}): Rota => aRota({ from: '2026-11-16', members, ...some });
  const setUp = async (...rotas: readonly Rota[]): Promise<void> => {
    const plan = await desk.deps.plans.current();
    assert.ok(await desk.deps.plans.save({ ...plan, rotas }, 'test', desk.clock.now()));
  };
  const entered = () => desk.deps.shifts.all(new Date('2026-01-01T00:00Z'), new Date('2030-01-01T00:00Z'));
  const verbs = (card: AdaptiveCard): readonly string[] => buttonsOf(card).map(({ verb }) => verb);
  const press = (user: User, verb: string, data: Readonly<Record<string, unknown>>) => user.press({ verb, data, messageId: 'm' });

  describe('who is on call', () => {
    it('says what to do when there is no rota', async () => {
      const card = await adele.says('on call');

      shows(card, t('oncall.none'));
      assert.deepEqual(
        buttonsOf(card).map(({ data }) => data),
        [{ command: 'escalation' }],
      );
    });

    it('shows the only rota: who is on call now, who next, and the shifts in its own zone', async () => {
      await setUp(ours());

      const card = await adele.says('who is on call');

      shows(card, '**Adele Vance** is on call until 23 Nov 2026, 09:00 (UTC+1)', 'Next: Camille Laurent from 23 Nov 2026, 09:00 (UTC+1)');
      shows(card, '23 Nov 2026, 09:00 – 30 Nov 2026, 09:00', 'Handed over every Monday at 09:00 (Europe/Paris).');
    });

    it('lists several rotas, the person’s own first, and opens one', async () => {
      await setUp(ours({ name: 'Exchange', members: members.slice(1) }), ours());

      const card = await adele.says('oncall');
      assert.match(textsOf(card), /Azure · your rota[^]*Exchange/);
      const opened = await adele.clicks('oncall.show', {}, { rota: 'Exchange' });

      assert.equal(adele.lastTurn[0]?.replaced, true);
      shows(opened, 'Exchange', '**Camille Laurent** is on call');
    });

    it('finds a rota by its name, or a part of it, in whatever case', async () => {
      await setUp(ours({ name: 'Exchange Online' }), ours());

      shows(await adele.says('on call exch'), 'Exchange Online', t('oncall.upcoming'));
      shows(await adele.says('oncall AZURE'), 'Azure', t('oncall.upcoming'));
      shows(await adele.says('oncall nothing'), t('oncall.title'));
    });

    it('pages through many rotas', async () => {
      await setUp(...Array.from({ length: 8 }, (_, index) => ours({ name: `Rota ${index}` })));
      await adele.says('oncall');

      const card = await adele.clicks('oncall.list', {}, { offset: 6 });

      shows(card, 'Rota 7', '7–8 of 8');
    });

    it('says that nobody is on call', async () => {
      await setUp(ours({ turn: 'calendar' }));

      shows(await adele.says('oncall'), t('oncall.nobody'), t('oncall.noShifts', { days: 100 }));
    });

    it('is seen by a sales agent, who may change nothing', async () => {
      await setUp(ours());
      const mei = desk.user(desk.people.mei);

      const card = await mei.says('oncall');

      assert.deepEqual(verbs(card), ['oncall.file', 'command']);
      for (const [verb, data] of [
        ['oncall.change', { rota: 'Azure' }],
        ['oncall.enter', { rota: 'Azure', key: randomUUID(), shift: '2026-11-23T08:00:00.000Z', person: desk.people.adele.id }],
        ['oncall.swap', { rota: 'Azure' }],
        ['oncall.undo', { rota: 'Azure', id: randomUUID() }],
        ['oncall.import', { rota: 'Azure', url: 'https://drive.example/file' }],
      ] as const) {
        await press(mei, verb, data);
        shows(mei.card, t('notices.not-permitted.title'));
      }
      await mei.sends('duty.ics');
      shows(mei.card, t('notices.not-permitted.title'));
      assert.deepEqual(await entered(), []);
    });
  });

  describe('taking over and giving', () => {
    it('takes over somebody else’s next shift, in three presses, and tells whom it is taken from', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.change');

      const card = await adele.clicks('oncall.enter', { shift: '2026-11-23T08:00:00.000Z', person: desk.people.adele.id });

      shows(card, 'Adele Vance is on call 23 Nov 2026, 09:00 – 30 Nov 2026, 09:00.', 'Camille Laurent got a message about it.');
      shows(card, t('oncall.entered'), '**Adele Vance** is on call until 30 Nov 2026, 09:00 (UTC+1)');
      const [told, ...more] = desk.ownChat.cards ?? [];
      assert.deepEqual(more, []);
      assert.ok(told !== undefined);
      shows(told, 'Adele Vance has taken over from you: 23 Nov 2026, 09:00 – 30 Nov 2026, 09:00.');
      assert.ok(!verbs(told).includes('oncall.undo'));
    });

    it('proposes the next shift of somebody else, for the person who asks', async () => {
      await setUp(ours());
      await adele.says('oncall');

      const card = await adele.clicks('oncall.change');

      assert.equal(inputOf(card, 'shift')?.['value'], '2026-11-23T08:00:00.000Z');
      assert.equal(inputOf(card, 'person')?.['value'], desk.people.adele.id);
      shows(card, 'Adele Vance (you)');
    });

    it('gives what is left of the present shift to a colleague', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.change');

      const card = await adele.clicks('oncall.enter', { shift: '2026-11-16T08:00:00.000Z', person: desk.people.dmitri.id });

      shows(card, '**Dmitri Sokolov** is on call until 23 Nov 2026, 09:00 (UTC+1)');
      const [shift] = await entered();
      assert.deepEqual([shift?.from, shift?.person.id, shift?.enteredBy], [desk.clock.now(), desk.people.dmitri.id, desk.people.adele.id]);
      shows(desk.ownChat.cards?.[0] ?? card, 'Adele Vance has put you on call: 20 Nov 2026, 10:00 – 23 Nov 2026, 09:00.');
    });

    it('takes any time by the wall clock of the rota', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.change');

      await adele.clicks('oncall.enter', {
        shift: OWN_SPAN,
        person: desk.people.camille.id,
        fromDay: '2026-11-21',
        fromTime: '18:00',
        toDay: '2026-11-22',
        toTime: '08:30',
      });

      const [shift] = await entered();
      assert.deepEqual([shift?.from, shift?.to], [new Date('2026-11-21T17:00Z'), new Date('2026-11-22T07:30Z')]);
    });

    it('means the time that is written, whatever shift stands above it', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.change');

      await adele.clicks('oncall.enter', {
        shift: '2026-11-23T08:00:00.000Z',
        person: desk.people.camille.id,
        fromDay: '2026-11-21',
        fromTime: '18:00',
        toDay: '2026-11-21',
        toTime: '20:00',
      });

      assert.deepEqual((await entered())[0]?.from, new Date('2026-11-21T17:00Z'));
    });

    const refused = [
      ['nothing written', { shift: OWN_SPAN }, 'no-moment'],
      ['a time that is over', { shift: OWN_SPAN, fromDay: '2026-11-19', fromTime: '09:00', toDay: '2026-11-20', toTime: '09:59' }, 'past'],
      [
        'an end before the beginning',
        { shift: OWN_SPAN, fromDay: '2026-11-23', fromTime: '09:00', toDay: '2026-11-22', toTime: '09:00' },
        'backwards',
      ],
      [
        'more than two years ahead',
        { shift: OWN_SPAN, fromDay: '2026-11-23', fromTime: '09:00', toDay: '2028-12-01', toTime: '09:00' },
        'too-far',
      ],
      ['a shift that is not there any more', { shift: '2026-11-24T08:00:00.000Z' }, 'gone'],
      ['somebody who is no member of any rota', { shift: OWN_SPAN, person: '0f000000-0000-4000-8000-000000000001' }, 'nobody'],
    ] as const;
    for (const [what, inputs, problem] of refused) {
      it(`refuses ${what}, and keeps what was written`, async () => {
        await setUp(ours());
        await adele.says('oncall');
        await adele.clicks('oncall.change');

        const card = await adele.clicks('oncall.enter', { person: desk.people.adele.id, ...inputs });

        shows(card, t(`oncall.shiftProblems.${problem}`));
        if ('toDay' in inputs) assert.equal(inputOf(card, 'toDay')?.['value'], inputs.toDay);
        assert.deepEqual(await entered(), []);
      });
    }

    it('enters a form once, however often it is sent', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.change');
      const button = adele.button('oncall.enter');
      const inputs = { shift: '2026-11-23T08:00:00.000Z', person: desk.people.adele.id };

      await adele.press(button, inputs);
      await adele.press(button, inputs);

      assert.equal((await entered()).length, 1);
    });

    it('says whom it could not write to', async () => {
      await setUp(ours());
      desk.ownChat.cards = undefined;
      await adele.says('oncall');
      await adele.clicks('oncall.change');

      const card = await adele.clicks('oncall.enter', { shift: '2026-11-23T08:00:00.000Z', person: desk.people.adele.id });

      shows(card, t('oncall.remarks.notTold', { people: 'Camille Laurent' }));
      assert.equal((await entered()).length, 1);
    });
  });

  describe('swapping', () => {
    it('lets two people change places, and can be undone as one', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.swap');

      const card = await adele.clicks('oncall.exchange', { one: '2026-11-16T08:00:00.000Z', other: '2026-11-23T08:00:00.000Z' });

      shows(
        card,
        'Swapped: Adele Vance and Camille Laurent change places.',
        '**Camille Laurent** is on call until 23 Nov 2026, 09:00 (UTC+1)',
      );
      shows(card, 'Next: Adele Vance from 23 Nov 2026, 09:00 (UTC+1)');
      assert.equal(desk.ownChat.cards?.length, 1);

      const undone = await adele.clicks('oncall.undo');

      shows(undone, t('oncall.remarks.undone'), 'Next: Camille Laurent from 23 Nov 2026, 09:00 (UTC+1)');
      shows(undone, '**Adele Vance** is on call');
    });

    it('refuses two shifts of one person', async () => {
      await setUp(ours({ turn: { days: 1 } }));
      await adele.says('oncall');
      await adele.clicks('oncall.swap');

      const card = await adele.clicks('oncall.exchange', { one: '2026-11-22T08:00:00.000Z', other: '2026-11-25T08:00:00.000Z' });

      shows(card, t('oncall.shiftProblems.same-person', { person: 'Adele Vance' }));
      assert.deepEqual(await entered(), []);
    });

    it('refuses shifts that changed meanwhile', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.clicks('oncall.swap');

      const card = await adele.clicks('oncall.exchange', { one: '2026-11-16T08:00:00.000Z', other: '2026-11-24T08:00:00.000Z' });

      shows(card, t('oncall.shiftProblems.gone'));
    });

    it('says that there is nothing to swap where one person has all shifts', async () => {
      await setUp(ours({ members: members.slice(0, 1) }));
      await adele.says('oncall');

      shows(await adele.clicks('oncall.swap'), t('notices.no-shifts-to-swap.title'));
    });
  });

  it('undoes no shift twice, nor one of another rota', async () => {
    await setUp(ours(), ours({ name: 'Exchange' }));
    await adele.says('oncall azure');
    await adele.clicks('oncall.change');
    await adele.clicks('oncall.enter', { shift: '2026-11-23T08:00:00.000Z', person: desk.people.adele.id });
    const [shift] = await entered();

    shows(await press(adele, 'oncall.undo', { rota: 'Exchange', id: shift?.id }), t('oncall.remarks.gone'));
    assert.equal((await entered()).length, 1);
    shows(await press(adele, 'oncall.undo', { rota: 'Azure', id: shift?.id }), t('oncall.remarks.undone'));
    shows(await press(adele, 'oncall.undo', { rota: 'Azure', id: shift?.id }), t('oncall.remarks.gone'));
  });

  it('answers buttons of a rota that is gone, or that make no sense, as an old card', async () => {
    await setUp(ours());

    shows(await press(adele, 'oncall.show', { rota: 'Gone' }), t('notices.old-card.title'));
    shows(await press(adele, 'oncall.enter', { rota: 'Azure', key: 'x' }), t('notices.old-card.title'));
  });

  describe('as a file', () => {
    it('is offered and made anew when it is accepted', async () => {
      await setUp(ours());
      await adele.says('oncall');

      await adele.pressesOnly(adele.button('oncall.file'));
      const [, offer] = desk.fakes.offer.firstCall.args;
      await adele.answersFile('accept', {
        context: offer.context,
        uploadInfo: { uploadUrl: 'https://drive.example/up', contentUrl: 'https://drive.example/file', name: offer.name },
      });

      assert.equal(offer.name, 'Azure.ics');
      assert.match(offer.description, /^27 shifts of the rota Azure/);
      const text = new TextDecoder().decode(desk.fakes.upload.firstCall.args[1]);
      assert.match(text, /^BEGIN:VCALENDAR[^]*SUMMARY:Adele Vance[^]*END:VCALENDAR\s*$/);
    });

    it('comes back as the same shifts', async () => {
      await setUp(ours());
      await adele.says('oncall');
      await adele.pressesOnly(adele.button('oncall.file'));
      const [, { context }] = desk.fakes.offer.firstCall.args;
      await adele.answersFile('accept', {
        context,
        uploadInfo: { uploadUrl: 'https://d.example/u', contentUrl: 'https://d.example/f', name: 'f' },
      });
      desk.fakes.readFile = desk.holding(new TextDecoder().decode(desk.fakes.upload.firstCall.args[1]));
      await setUp(ours({ turn: 'calendar' }));

      const card = await adele.sends('Azure.ics');

      shows(card, '27 shifts of the next 365 days imported', '**Adele Vance** is on call until 23 Nov 2026, 09:00 (UTC+1)');
    });
  });

  describe('from a calendar', () => {
    const holding = (text: string): void => {
      desk.fakes.readFile = desk.holding(text);
    };
    const event = (uid: string, title: string, day: string, ...more: readonly string[]): string =>
      EVENT(`DTSTART:${day}T080000Z`, `DTEND:${day}T200000Z`, ...more)
        .replace('UID:1', `UID:${uid}`)
        .replace('SUMMARY:Adele Vance', `SUMMARY:${title}`);

    it('takes the shifts of members by name and by address, and says what was left out', async () => {
      await setUp(ours({ turn: 'calendar' }));
      holding(
        calendar(
          event('1', 'On call: Adele Vance', '20261121') +
            event('2', 'Duty', '20261122', `ATTENDEE:mailto:${(desk.people.camille.email ?? '').toUpperCase()}`) +
            event('3', 'Team lunch', '20261123') +
            event('4', 'Team lunch', '20261124'),
        ),
      );

      const card = await adele.sends('duty.ICS');

      shows(card, '2 shifts of the next 365 days imported', '“Team lunch” (2)');
      assert.deepEqual(
        new Set((await entered()).map(({ person, source, uid }) => `${person.name} ${source} ${uid}`)),
        new Set(['Adele Vance calendar 1', 'Camille Laurent calendar 2']),
      );
    });

    it('replaces what was imported before', async () => {
      await setUp(ours());
      holding(calendar(event('1', 'Camille Laurent', '20261121')));
      await adele.sends('duty.ics');
      holding(calendar(event('1', 'Dmitri Sokolov', '20261122')));

      await adele.sends('duty.ics');

      assert.deepEqual(
        (await entered()).map(({ person }) => person.name),
        ['Dmitri Sokolov'],
      );
    });

    it('is asked of which rota it is, where there are several', async () => {
      await setUp(ours({ name: 'Exchange', members: [], turn: 'calendar' }), ours(), ours({ name: 'Duty' }));
      holding(calendar(event('1', 'Camille Laurent', '20261121')));

      const asked = await adele.sends('duty.ics');
      assert.equal(inputOf(asked, 'rota')?.['value'], 'Duty');
      const card = await adele.clicks('oncall.import', { rota: 'Azure' });

      shows(card, '1 shift of the next 365 days imported');
      assert.deepEqual(
        (await entered()).map(({ rota }) => rota),
        ['Azure'],
      );
    });

    const refused = [
      ['no calendar', 'hello', 'calendar-no-calendar'],
      ['nobody of the rota', calendar(event('1', 'Team lunch', '20261123')), 'calendar-nobody'],
      ['nothing to come', calendar(event('1', 'Adele Vance', '20261101')), 'calendar-empty'],
      ['dates in a list', calendar(event('1', 'Adele Vance', '20261123', 'RDATE:20261212T090000Z')), 'calendar-unsupported'],
    ] as const;
    for (const [what, text, name] of refused) {
      it(`changes nothing when there is ${what}`, async () => {
        await setUp(ours());
        holding(calendar(event('1', 'Camille Laurent', '20261121')));
        await adele.sends('duty.ics');
        holding(text);

        shows(await adele.sends('duty.ics'), t(`notices.${name}.title`));

        assert.equal((await entered()).length, 1);
      });
    }

    it('still takes names when the directory does not answer', async () => {
      await setUp(ours());
      desk.fakes.recognise = sinon.fake.rejects(
        new BackEndError({ backEnd: 'graph', code: 'UNAVAILABLE', message: 'GET answered 503', effect: 'none' }),
      );
      holding(calendar(event('1', 'Camille Laurent', '20261121', 'ATTENDEE:mailto:x@y.example')));

      shows(await adele.sends('duty.ics'), '1 shift of the next 365 days imported');
    });

    it('needs a rota', async () => {
      shows(await adele.sends('duty.ics'), t('notices.calendar-no-rota.title'));
    });

    for (const [code, name] of [
      ['NOT_FOUND', 'sent-file-gone'],
      ['INVALID', 'sent-file-unreadable'],
    ] as const) {
      it(`says so when the file cannot be read: ${code}`, async () => {
        await setUp(ours());
        desk.fakes.readFile = sinon.fake.rejects(new BackEndError({ backEnd: 'teams', code, message: 'GET of a file', effect: 'none' }));

        shows(await adele.sends('duty.ics'), t(`notices.${name}.title`));
      });
    }

    it('is told from files that mean nothing to the bot', async () => {
      for (const name of ['photo.png', 'ics', '', 'duty.ics.exe']) {
        shows(await adele.sends(name), t('notices.sent-file-unknown.title'));
      }
      sinon.assert.notCalled(desk.fakes.readFile);
    });
  });
});
