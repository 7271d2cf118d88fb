import type { CloudReply } from './exchange.ts';
import type { WorldIssue } from './issues.ts';

/** The post-incident report of an issue: a document of one page, as a stream. Its content type is not documented. */
export function incidentReport({ id, title }: WorldIssue): CloudReply {
  const text = `Post-incident report ${id}: ${title}`.replaceAll(/[^\x20-\x7e]|[()\\]/g, ' ');
  const content = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: pdf(objects),
  };
}

/** A PDF file of these objects, the first of which is its catalog. */
function pdf(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
