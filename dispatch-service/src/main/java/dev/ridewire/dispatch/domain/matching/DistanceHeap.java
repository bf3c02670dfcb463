package dev.ridewire.dispatch.domain.matching;

import java.util.Arrays;

/**
 * A heap of nodes by distance, nearest first; of equally distant nodes the one with the lower number comes first. The
 * distances of all nodes ever pushed stay readable until the heap is cleared.
 */
final class DistanceHeap {
    static final long UNREACHED = Long.MAX_VALUE;
    private static final int CHILDREN = 4;

    private final long[] distance;
    private final int[] place;
    private final int[] heap;
    private final int[] touched;
    private int size;
    private int touchedSize;

    DistanceHeap(int nodes) {
        distance = new long[nodes];
        Arrays.fill(distance, UNREACHED);
        place = new int[nodes];
        heap = new int[nodes];
        touched = new int[nodes];
    }

    /** Returns the shortest distance pushed for a node since the heap was cleared, or UNREACHED. */
    long distanceOf(int node) {
        return distance[node];
    }

    boolean isEmpty() {
        return size == 0;
    }

    long nearest() {
        return distance[heap[0]];
    }

    /** Adds a node, or moves it nearer. */
    void push(int node, long newDistance) {
        if (distance[node] == UNREACHED) {
            touched[touchedSize++] = node;
            place[node] = size++;
        }
        distance[node] = newDistance;
        rise(node, place[node]);
    }

    int pop() {
        int top = heap[0];
        int last = heap[--size];
        if (size > 0) {
            sink(last, 0);
        }
        return top;
    }

    void clear() {
        for (int i = 0; i < touchedSize; i++) {
            distance[touched[i]] = UNREACHED;
        }
        touchedSize = 0;
        size = 0;
    }

    private void rise(int node, int from) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!before(node, heap[parent])) {
                break;
            }
            put(heap[parent], hole);
            hole = parent;
        }
        put(node, hole);
    }

    private void sink(int node, int from) {
        int hole = from;
        int child = CHILDREN * hole + 1;
        while (child < size) {
            int nearest = child;
            int end = Math.min(child + CHILDREN, size);
            for (int sibling = child + 1; sibling < end; sibling++) {
                if (before(heap[sibling], heap[nearest])) {
                    nearest = sibling;
                }
            }
            if (!before(heap[nearest], node)) {
                break;
            }
            put(heap[nearest], hole);
            hole = nearest;
            child = CHILDREN * hole + 1;
        }
        put(node, hole);
    }

    private void put(int node, int where) {
        heap[where] = node;
        place[node] = where;
    }

    private boolean before(int one, int another) {
        long difference = distance[one] - distance[another];
        return difference < 0 || difference == 0 && one < another;
    }
}
