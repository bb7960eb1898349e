/** Takes what one of several jobs prints. */
export interface OutputTurn {
  write(chunk: string | Uint8Array): void;
  /** Nothing more comes. */
  end(): void;
}

interface Job {
  readonly held: (string | Uint8Array)[];
  hasEnded: boolean;
}

/**
 * Lets several jobs print at the same time without mixing what they say: the one that began first prints at once, and what the
 * others print is held back until it is their turn.
 */
export class OutputTurns {
  private readonly jobs: Job[] = [];

  constructor(private readonly print: (chunk: string | Uint8Array) => void) {}

  begin(): OutputTurn {
    const job: Job = { held: [], hasEnded: false };
    this.jobs.push(job);
    return {
      write: (chunk) => {
        if (this.jobs[0] === job) {
          this.print(chunk);
        } else {
          job.held.push(chunk);
        }
      },
      end: () => {
        job.hasEnded = true;
        this.goOn();
      },
    };
  }

  /** Passes the turn on for as long as whoever has it has ended. */
  private goOn(): void {
    while (this.jobs[0]?.hasEnded) {
      this.jobs.shift();
      this.jobs[0]?.held.splice(0).forEach(this.print);
    }
  }
}
