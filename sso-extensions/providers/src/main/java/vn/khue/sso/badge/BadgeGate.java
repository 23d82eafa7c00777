package vn.khue.sso.badge;

import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Enrolment;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Standing;

/**
 * Decides who comes in by a badge: the badge, then the pupil, then place and time, then the pictures. Pictures are counted only
 * where all before is right, so nobody makes a pupil wait who does not stand in the pupil's school with the pupil's badge.
 */
final class BadgeGate {
    private static final String UNKNOWN_SOURCE = "unknown";

    private final Badges badges;
    private final Tries tries;
    private final SchoolPlaces places;
    private final Directory directory;
    private final BadgePolicy policy;
    private final BadgeHash hash;

    BadgeGate(
            Badges badges, Tries tries, SchoolPlaces places, Directory directory, BadgePolicy policy, BadgeHash hash) {
        this.badges = badges;
        this.tries = tries;
        this.places = places;
        this.directory = directory;
        this.policy = policy;
        this.hash = hash;
    }

    BadgeOutcome decide(BadgeAttempt attempt, Instant now) {
        String address = attempt.address().map(InetAddress::getHostAddress).orElse(UNKNOWN_SOURCE);
        boolean typed = attempt.kind() == PresentedBadge.Kind.CODE;
        if (typed && tries.codesWait(address, now)) {
            return BadgeOutcome.Refused.of(Refusal.CODES_WAIT);
        }
        Optional<BadgeRow> badge = badges.find(attempt.kind(), attempt.hash());
        if (badge.isEmpty()) {
            if (typed) {
                tries.wrongCode(address, now);
            }
            return BadgeOutcome.Refused.of(Refusal.BADGE_UNKNOWN);
        }
        LocalDate today = LocalDate.ofInstant(now, SchoolHours.VIETNAM);
        Optional<Standing> standing;
        try {
            standing = directory.standing(badge.get().person(), today);
        } catch (DirectoryException e) {
            return BadgeOutcome.Refused.of(Refusal.DIRECTORY_AWAY);
        }
        return standing.map(pupil -> decide(attempt, badge.get(), pupil, address, now))
                .orElseGet(() -> BadgeOutcome.Refused.of(Refusal.PUPIL_NOT_ACTIVE));
    }

    private BadgeOutcome decide(BadgeAttempt attempt, BadgeRow badge, Standing pupil, String address, Instant now) {
        var uid = Optional.of(pupil.person().uid());
        if (badge.voidedAt().isPresent()) {
            return new BadgeOutcome.Refused(Refusal.BADGE_VOIDED, uid);
        }
        if (!now.isBefore(badge.expiresAt())) {
            return new BadgeOutcome.Refused(Refusal.BADGE_EXPIRED, uid);
        }
        if (pupil.person().status() != PersonStatus.ACTIVE) {
            return new BadgeOutcome.Refused(Refusal.PUPIL_NOT_ACTIVE, uid);
        }
        List<String> classes = pupil.enrolments().stream()
                .filter(enrolment ->
                        enrolment.role() == ClassRole.PUPIL && enrolment.unit().equals(badge.unit()))
                .map(Enrolment::classGroup)
                .toList();
        if (classes.isEmpty()) {
            return new BadgeOutcome.Refused(Refusal.PUPIL_NOT_OF_SCHOOL, uid);
        }
        Optional<String> device = attempt.device()
                .flatMap(cookie -> places.device(badge.unit(), cookie))
                .map(id -> "device " + id);
        boolean atSchool = device.isPresent()
                || attempt.address()
                        .filter(from -> places.inNetworkOf(badge.unit(), from))
                        .isPresent();
        if (!atSchool) {
            return new BadgeOutcome.Refused(Refusal.OTHER_PLACE, uid);
        }
        boolean window = places.windowIsOpen(classes, now);
        if (!window && !places.hoursOf(badge.unit()).cover(now, policy.closedDays())) {
            return new BadgeOutcome.Refused(Refusal.OUTSIDE_HOURS, uid);
        }
        return pictures(attempt, badge, device.orElse(address), window, now)
                .<BadgeOutcome>map(reason -> new BadgeOutcome.Refused(reason, uid))
                .orElseGet(() -> new BadgeOutcome.Admitted(badge.id(), badge.person(), uid.get()));
    }

    /** Why the pictures do not let in, or empty where they do. */
    private Optional<Refusal> pictures(
            BadgeAttempt attempt, BadgeRow badge, String source, boolean window, Instant now) {
        Tries.Chosen chosen = tries.chosenBy(badge.person());
        String pressed = attempt.pictures().hash(hash, badge.person());
        if (chosen.hash().isEmpty()) {
            if (!window) {
                return Optional.of(Refusal.NO_PICTURES_AND_NO_WINDOW);
            }
            tries.choose(badge.person(), pressed);
            return Optional.empty();
        }
        if (chosen.wrong() >= policy.wrongBeforeStop()) {
            return Optional.of(Refusal.PICTURES_STOPPED);
        }
        if (tries.waits(badge.person(), source, now)) {
            return Optional.of(Refusal.PICTURES_WAIT);
        }
        if (!BadgeHash.same(chosen.hash().get(), pressed)) {
            tries.wrong(badge.person(), source, now);
            return Optional.of(Refusal.PICTURES_WRONG);
        }
        tries.right(badge.person(), source);
        return Optional.empty();
    }
}
