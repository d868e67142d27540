import type { FleetAnswers } from '../health/fleet-answers.ts';
import type { HealthList } from '../health/health-lists.ts';
import type { HealthObjects } from '../health/health-objects.ts';
import { problemsInParts, type Judged } from '../health/problems-in-parts.ts';
import type { FleetProblem } from '../health/problem.ts';
import { areFleetProblems, areHealthLists, areProblems } from './answers.ts';
import type { Evaluator } from './evaluator.ts';

/** Judges the health of clusters. */
export interface HealthReader {
  /** Returns the lists to read from a cluster for its health. */
  healthLists: () => HealthList[];
  /** Returns the problems of one cluster. All calls share one separate instance of the policy. */
  problems: (objects: HealthObjects) => Judged;
  /** Returns the problems of clusters as such, each with the name of its cluster. */
  fleetProblems: (answers: FleetAnswers) => FleetProblem[];
}

/** Returns a reader that asks the policy of the evaluator. */
export function healthReader({ ask, startSeparate }: Evaluator): HealthReader {
  let separate: Evaluator['ask'] | undefined;
  return {
    healthLists: () => ask('fleet/main/health_lists', areHealthLists, {}),
    problems: objects =>
      problemsInParts(objects, some => (separate ??= startSeparate())('fleet/main/problems', areProblems, some)),
    fleetProblems: answers => ask('fleet/main/fleet_problems', areFleetProblems, answers),
  };
}
