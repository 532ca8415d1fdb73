/** One service on one node. */
export interface Place {
  readonly service: string;
  readonly node: string;
}

/**
 * Who does the mechanics of an upgrade: commands over SSH, or another tool. In which order, under which conditions and
 * with which proof is the plan's and the steps' business. What can't be done is a StepError that says whose fault it is.
 */
export interface UpgradeStrategy {
  readonly name: string;
  stop(place: Place): Promise<void>;
  install(place: Place, release: string): Promise<void>;
  start(place: Place): Promise<void>;
  /** Makes the running process forget what it has cached. */
  reload(place: Place): Promise<void>;
  /** Runs a phase of the schema migration with the code of this release. */
  database(place: Place, phase: string, release: string): Promise<void>;
  /** Which release is installed, asked on the node itself. */
  release(place: Place): Promise<string>;
  /** What keeps the service from running; undefined when it runs. */
  trouble(place: Place): Promise<string | undefined>;
}
