package dev.ridewire.dispatch.domain.matching;

import dev.ridewire.dispatch.domain.matching.SolveBudget.Watch;

/**
 * Dijkstra's search for the cheapest change of the matching that settles one node of the near side. The change ends
 * where a node of the far side is alone, or where a node of the near side becomes alone. Distances are reduced costs,
 * which the prices keep at 0 or more.
 */
final class AugmentingSearch {
    private final Side near;
    private final Side far;
    private final Watch watch;
    private final DistanceHeap reached;
    /** The near node from which each reached node of the far side was reached at its distance. */
    private final int[] from;
    private final int[] scanned;
    private int scannedSize;

    AugmentingSearch(Side near, Side far, Watch watch) {
        this.near = near;
        this.far = far;
        this.watch = watch;
        this.reached = new DistanceHeap(far.size);
        this.from = new int[far.size];
        this.scanned = new int[far.size];
    }

    /** Settles all nodes of the near side; false where the budget ended before. */
    boolean settleAll() {
        for (int node = 0; node < near.size; node++) {
            if (near.isUnsettled(node) && !settle(node)) {
                return false;
            }
        }
        return true;
    }

    /** Settles one node, or changes nothing and returns false where the budget is spent. */
    private boolean settle(int root) {
        int node = root;
        long distance = 0;
        long best = DistanceHeap.UNREACHED;
        int lastNear = Side.ALONE;
        int lastFar = Side.ALONE;
        boolean found = false;
        while (!found && !watch.spentAfterOneMoreStep()) {
            long alone = distance + near.priceAlone - near.price[node];
            if (alone < best) {
                best = alone;
                lastNear = node;
                lastFar = Side.ALONE;
            }
            long base = distance - near.price[node];
            for (int edge = near.firstEdge[node]; edge < near.firstEdge[node + 1]; edge++) {
                int target = near.other[edge];
                long reach = base + near.cost[edge] - far.price[target];
                if (reach < best && reach < reached.distanceOf(target)) {
                    from[target] = node;
                    if (far.mate[target] == Side.ALONE) {
                        best = reach;
                        lastFar = target;
                    } else {
                        reached.push(target, reach);
                    }
                }
            }
            found = reached.isEmpty() || reached.nearest() >= best;
            if (!found) {
                int next = reached.pop();
                scanned[scannedSize++] = next;
                distance = reached.distanceOf(next);
                node = far.mate[next];
            }
        }
        if (found) {
            movePrices(root, best);
            augment(root, lastNear, lastFar);
        }
        reached.clear();
        scannedSize = 0;
        return found;
    }

    /** Keeps every reduced cost at 0 or more, and makes it 0 along the way that was found. */
    private void movePrices(int root, long best) {
        near.price[root] += best;
        for (int i = 0; i < scannedSize; i++) {
            int node = scanned[i];
            long gain = best - reached.distanceOf(node);
            far.price[node] -= gain;
            near.price[far.mate[node]] += gain;
        }
    }

    private void augment(int root, int lastNear, int lastFar) {
        int free = lastFar;
        if (lastFar == Side.ALONE) {
            // Null operation where the root itself stays alone: it has no mate to give away.
            free = near.mate[lastNear];
            near.mate[lastNear] = Side.ALONE;
        }
        while (free != Side.ALONE) {
            int node = from[free];
            int given = near.mate[node];
            near.mate[node] = free;
            far.mate[free] = node;
            free = node == root ? Side.ALONE : given;
        }
    }
}
