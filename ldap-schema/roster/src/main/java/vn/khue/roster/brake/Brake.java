package vn.khue.roster.brake;

/**
 * One reason why a run stops. The rules stand in {@code brake.sql} and {@code shrink.sql}, their values in {@code roster_policy}.
 *
 * @param rule {@code DISABLED}: percent of a school's people who would lose their account; {@code ROLE_GRANT}: positions that bring
 *     signing, the seal or leadership; {@code SHRINK_PUPIL}, {@code SHRINK_STAFF}: percent by which a complete file names fewer
 * @param unit id of the school
 * @param found what the plan comes to
 * @param allowed what the policy lets pass
 */
public record Brake(String rule, String unit, double found, double allowed) {}
