import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { causeFamilies } from '../causes.ts';
import { mainObstacle } from '../obstacle.ts';
import { counted, PARTY_ACTS } from '../words.ts';

/** What a run concludes, in words for somebody who reads nothing else. */
export interface Headline {
  mark: Status;
  verdict: string;
  /** What it rests on, and who is next. */
  because: string;
}

export function headlineOf(report: Report): Headline {
  if (report.status === 'problems') return ofProblems(report);
  if (report.status === 'incomplete') return ofIncomplete(report);
  return ofHealthy(report);
}

function ofProblems({ causes, summary }: Report): Headline {
  const families = causeFamilies(causes);
  const first = families[0]?.root;
  if (first === undefined) {
    return summary.fail + summary.warn > 0
      ? {
          mark: 'fail',
          verdict: 'Something is wrong, and no documented cause fits',
          because: 'The checks below say what was found.',
        }
      : {
          mark: 'fail',
          verdict: 'Questions are left open',
          because: 'Open questions count as problems in this run.',
        };
  }
  const others = families.length - 1;
  const more = others === 0 ? '' : ` ${counted(others, 'more cause')} below, less likely.`;
  return {
    mark: 'fail',
    verdict: first.title,
    because: `This cause is ${first.confidence}; ${PARTY_ACTS[first.owner]}.${more}`,
  };
}

function ofIncomplete(report: Report): Headline {
  const { summary } = report;
  const untold = summary.unknown + summary.blocked + summary.crash;
  if (untold === 0) {
    return {
      mark: 'unknown',
      verdict: 'No check could be judged',
      because: 'Nothing was looked at that says whether the integration works.',
    };
  }
  const told = summary.pass + summary.warn + summary.fail + summary.manual;
  const obstacle = mainObstacle(report);
  return {
    mark: 'unknown',
    verdict: `${untold} of ${counted(untold + told, 'check')} could not be told`,
    because: `${obstacle === undefined ? '' : `The main reason: ${obstacle}. `}What could not be told says nothing about how HubSpot or OpenCX is set up.`,
  };
}

function ofHealthy({ summary }: Report): Headline {
  const warnings = summary.warn === 0 ? '' : ` ${counted(summary.warn, 'warning')} to look at.`;
  return summary.manual > 0
    ? {
        mark: 'pass',
        verdict: 'Everything that could be measured holds',
        because: `${counted(summary.manual, 'check')} ${summary.manual === 1 ? 'needs' : 'need'} a person to answer.${warnings}`,
      }
    : { mark: 'pass', verdict: 'Every claim that was checked holds', because: warnings.trim() };
}
