// The trace of which builds were ever committed to a store.

import { decodeStoredBuild } from '../../../src/emulators/buildbucket/stored-build.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import type { Build } from '../../../src/schema/generated/messages.ts';
import { overridden } from '../../engine/store/overridden.ts';

export class TraceOfBuilds {
  /** Ids of the builds of each request. */
  readonly byRequest = new Map<string, Set<bigint>>();
  /** As each was committed last. */
  readonly builds = new Map<bigint, Build>();

  /** The store, watched. */
  over(store: Store): Store {
    return {
      transaction: async (body) => {
        const written: Uint8Array[] = [];
        const result = await store.transaction((tx) =>
          body(
            overridden(tx, {
              putKeptBytes: (key, bytes) => {
                tx.putKeptBytes(key, bytes);
                if (key.startsWith('buildbucket/build/') && bytes.length > 0) written.push(bytes);
              },
            }),
          ),
        );
        for (const bytes of written) this.#note(bytes);
        return result;
      },
    };
  }

  #note(bytes: Uint8Array): void {
    const { build, requestId } = decodeStoredBuild(bytes);
    this.builds.set(build.id, build);
    const ids = this.byRequest.get(requestId) ?? new Set();
    this.byRequest.set(requestId, ids.add(build.id));
  }
}
