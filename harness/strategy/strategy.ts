/** One service on one node. */
export interface Place {
  readonly service: string;
  readonly node: string;
}

/** All of a project on one node. */
export interface ProjectPlace {
  readonly project: string;
  readonly node: string;
}

/** What a tool's script for a project came to. */
export interface Account {
  /** What was run, as it may be shown. */
  readonly title: string;
  readonly code: number;
  readonly output: string;
  readonly milliseconds: number;
}

export type ResourcePhase = 'early_create' | 'create' | 'verify' | 'verify_noapi' | 'destroy';

/** Of a tool that stops, and upgrades, a whole project on a node at once: there are no smaller steps to be told of. */
export interface WholeProjects {
  /** Those that the tool upgrades, in its order, asked on this node. */
  projects(node: string): Promise<string[]>;
  shutDown(place: ProjectPlace): Promise<void>;
  /** Installs, migrates the schema and starts. */
  upgrade(place: ProjectPlace): Promise<void>;
  /** Forgets what an earlier run has made. */
  clearResources(node: string): Promise<void>;
  /** What users have, by scripts of the project. Undefined: it has none. */
  resources(place: ProjectPlace, phase: ResourcePhase, side?: string): Promise<Account | undefined>;
}

/**
 * Who does the mechanics of an upgrade: commands over SSH, or another tool. In which order, under which conditions and
 * with which proof is the plan's and the steps' business. What can't be done is a StepError that says whose fault it is.
 */
export interface UpgradeStrategy {
  readonly name: string;
  readonly whole?: WholeProjects;
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
