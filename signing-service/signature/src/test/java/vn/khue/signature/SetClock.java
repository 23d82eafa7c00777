package vn.khue.signature;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, set ahead: times of revocation are in whole seconds, and a test is not to wait for the next. */
public final class SetClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    public void setAhead(Duration ahead) {
        this.ahead = ahead;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("expected UTC only");
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }
}
