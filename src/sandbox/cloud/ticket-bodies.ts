import { z } from 'zod';
import { COUNTRIES, LANGUAGES, WINDOWS_TIME_ZONES } from './contact-values.ts';

const Text = z.string().trim().min(1);
const among = (known: ReadonlySet<string>) => z.string().refine((value) => known.has(value.toLowerCase()));
const YesOrNo = z
  .string()
  .transform((value) => `${value.charAt(0).toUpperCase()}${value.slice(1).toLowerCase()}`)
  .pipe(z.enum(['Yes', 'No']));
const Severity = z
  .string()
  .transform((value) => value.toLowerCase())
  .pipe(z.enum(['minimal', 'moderate', 'critical', 'highestcriticalimpact']));
export type TicketSeverity = z.infer<typeof Severity>;

const ContactMembers = z.strictObject({
  firstName: Text,
  lastName: Text,
  preferredContactMethod: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['email', 'phone'])),
  primaryEmailAddress: z.email(),
  additionalEmailAddresses: z.array(z.email()).optional(),
  phoneNumber: Text.optional(),
  preferredTimeZone: among(WINDOWS_TIME_ZONES),
  country: among(COUNTRIES),
  preferredSupportLanguage: among(LANGUAGES),
});

/** Who wants to be reached by phone gives a number. */
export const Contact = ContactMembers.refine(
  ({ preferredContactMethod, phoneNumber }) => preferredContactMethod === 'email' || phoneNumber !== undefined,
  { path: ['phoneNumber'] },
);

const SecondaryConsents = z.array(z.strictObject({ type: Text, userConsent: YesOrNo }));

/** What a caller says of a ticket (cloud-apis 4.6). The real service may pass over members it does not know; here a wrong name is refused. */
export const TicketContent = z.strictObject({
  serviceId: Text,
  problemClassificationId: Text,
  title: Text,
  description: Text,
  severity: Severity,
  advancedDiagnosticConsent: YesOrNo,
  contactDetails: Contact,
  require24X7Response: z.boolean().optional(),
  problemStartTime: z.iso.datetime({ offset: true }).optional(),
  supportPlanId: z.string().optional(),
  enrollmentId: z.string().optional(),
  problemScopingQuestions: z.string().optional(),
  technicalTicketDetails: z.strictObject({ resourceId: Text }).optional(),
  secondaryConsent: SecondaryConsents.optional(),
});
export type TicketContent = z.infer<typeof TicketContent>;

export const TicketBody = z.strictObject({ properties: TicketContent });

/** A change of a ticket: the members themselves, not wrapped in `properties` (cloud-apis 4.8). */
export const TicketChange = z.strictObject({
  severity: Severity.optional(),
  status: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['open', 'closed']))
    .optional(),
  contactDetails: ContactMembers.partial().optional(),
  advancedDiagnosticConsent: YesOrNo.optional(),
  secondaryConsent: SecondaryConsents.optional(),
});

export const CommunicationBody = z.strictObject({
  properties: z.strictObject({ subject: Text, body: Text, sender: z.email().optional() }),
});

export const NameCheck = z.strictObject({
  name: Text,
  type: z.enum(['Microsoft.Support/supportTickets', 'Microsoft.Support/communications']),
});
