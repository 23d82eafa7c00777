package vn.khue.signing.authorisation;

import java.time.Instant;

/**
 * How far carrying out has come to be allowed.
 *
 * @param until when what is left needs another step-up
 * @param from since when it has been going on without a pause
 * @param paused whether the person paused it
 */
public record Carriage(Instant until, Instant from, boolean paused) {}
