import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ADMIN_SERVICES } from '../../domain/admin-service.ts';
import { isMicrosoftLink } from '../../domain/microsoft-link.ts';
import { ConfigurationError } from '../../config.ts';
import shipped from './portal-links.json' with { type: 'json' };

const Template = z
  .string()
  .refine(isTemplate, 'must be an https link to a host of Microsoft’s portals, with no other placeholders than {tid}, {dom}, {issue}');
/** The first one whose placeholders are known is used. */
const Templates = z.array(Template);
const OfServices = z.partialRecord(z.enum(ADMIN_SERVICES), Templates);

const CloudLinks = z.strictObject({
  azureRequest: Templates,
  /** Not asked of a file that was written before there was one. */
  azureRequests: Templates.default([]),
  adminRequest: Templates,
  partnerRequest: Templates,
  /** As `azureRequests`. */
  partnerRequests: Templates.default([]),
  serviceHealth: Templates,
  issue: Templates,
  azureHealth: Templates,
  azureByDomain: Templates,
  services: OfServices,
  /** Of the partner's own tenant: there is no customer to name. */
  ownServices: OfServices,
});

const PortalLinks = z.strictObject({
  source: z.string(),
  date: z.iso.date(),
  portals: z.strictObject({ azure: z.string(), admin: z.string(), partner: z.string() }),
  global: CloudLinks,
  usgov: CloudLinks,
});
export type PortalLinks = z.output<typeof PortalLinks>;

/**
 * The link templates: the file's where one is named (`PORTAL_LINKS_FILE`), else those that come with the bot.
 *
 * @throws {ConfigurationError} when the file cannot be read or is not of the shape of `portal-links.json`; names file and places.
 */
export function portalLinks(file: string | undefined): PortalLinks {
  return file === undefined ? PortalLinks.parse(shipped) : ofFile(file);
}

function ofFile(file: string): PortalLinks {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`PORTAL_LINKS_FILE: ${file} cannot be read as JSON`, { cause: error });
  }
  const result = PortalLinks.safeParse(content);
  if (!result.success)
    throw new ConfigurationError(`PORTAL_LINKS_FILE: ${file} is not of the shape of portal-links.json:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** The host is whole before anything is put in, so nothing that is put in can change it. */
function isTemplate(template: string): boolean {
  const filled = template.replaceAll(/\{(?:tid|dom|issue)\}/g, 'x');
  return /^https:\/\/[^{}/?#]+(?:[/?#]|$)/.test(template) && !/[{}]/.test(filled) && isMicrosoftLink(filled);
}
