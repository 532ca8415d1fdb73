import { main } from '../harness/cli/index.ts';
import { renderHtml, renderJunit, renderMarkdown, renderVerdictJson } from '../reports/index.ts';

process.exitCode = await main(process.argv.slice(2), { renderHtml, renderJunit, renderMarkdown, renderVerdictJson });
