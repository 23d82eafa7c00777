package vn.khue.audit.detection.engine;

/**
 * What the engine has done since it began.
 *
 * @param seen events put to rules
 * @param late of them, those that came after their place had passed; they are judged too, in the windows that are left
 * @param duplicate the same event again
 * @param evicted matches and groups forgotten because a bound was reached: where this grows, bounds are too low or somebody floods
 * @param waiting events that wait for their place
 * @param groups groups that are remembered
 */
public record EngineCounters(long seen, long late, long duplicate, long evicted, long waiting, long groups) {}
