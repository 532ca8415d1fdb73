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
  /** What follows belongs to this attempt at this step. In the same attempt nothing is done twice. */
  begin(step: string, attempt: number): void;
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
  /** Names the node's present boot. */
  boot(node: string): Promise<string>;
  /** Returns when nothing that was begun for this run is still under way on any node. */
  quiesce(): Promise<void>;
  /** Nobody will take this run up again: what nodes keep for that can go. */
  forget(): Promise<void>;
}
