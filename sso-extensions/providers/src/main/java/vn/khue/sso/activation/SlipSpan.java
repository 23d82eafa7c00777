package vn.khue.sso.activation;

import java.time.Instant;

/** From when to when a slip is good. */
public record SlipSpan(Instant issued, Instant expires) {}
