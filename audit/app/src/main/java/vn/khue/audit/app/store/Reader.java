package vn.khue.audit.app.store;

import java.util.Optional;
import vn.khue.audit.event.Actor;

/**
 * Who reads the log, for the trace that the reading leaves.
 *
 * @param actor the person, with session and origin
 * @param role role code under which they read
 * @param unit the unit they act in
 */
public record Reader(Actor actor, Optional<String> role, Optional<String> unit) {}
