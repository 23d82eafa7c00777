package vn.khue.directory.reorganisation;

import java.util.Objects;
import vn.khue.directory.EdgeKind;

/**
 * A unit gets another unit over it.
 *
 * @param child id of the unit that is moved
 * @param kind which of its edges
 * @param parent id of the unit that will stand over it
 */
public record Move(String child, EdgeKind kind, String parent) {

    public Move {
        Objects.requireNonNull(child, "child");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(parent, "parent");
    }
}
