package vn.khue.bench.gate;

import java.util.List;

/**
 * A pupil's badge.
 *
 * @param code as typed
 * @param pictures the three that the pupil presses, 1 to 12
 */
record Badge(String code, List<Integer> pictures) {
    Badge {
        pictures = List.copyOf(pictures);
    }
}
