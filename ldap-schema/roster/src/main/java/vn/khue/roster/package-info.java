/**
 * Rosters: who learns and works where, as other systems tell it, compared with the directory, planned, applied and undone. Rooms by the
 * step: source, staging, match, plan, brake, journal, apply, undo, rollover, lifecycle.
 */
package vn.khue.roster;
