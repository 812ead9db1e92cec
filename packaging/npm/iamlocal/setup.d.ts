/** The global set-up of Vitest and Jest: it starts the server of the run. */
declare function setup(): Promise<unknown>;
export = setup;
