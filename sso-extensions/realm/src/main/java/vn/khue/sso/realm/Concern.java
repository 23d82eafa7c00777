package vn.khue.sso.realm;

import java.util.List;

/** One side of the realm that is compared and changed by itself. */
interface Concern {

    /** Compares, and in {@link Mode#APPLY} changes what differs. */
    List<Change> converge(Mode mode);
}
