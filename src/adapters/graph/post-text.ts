import { LONGEST_POST } from '../../domain/incident.ts';
import { messageText } from '../transport/message-text.ts';

/** One of Microsoft's posts as plain text with line breaks, at most `LONGEST_POST` characters. */
export function postText(content: string, contentType: string): string {
  return messageText(content, contentType.toLowerCase() === 'html', LONGEST_POST);
}
