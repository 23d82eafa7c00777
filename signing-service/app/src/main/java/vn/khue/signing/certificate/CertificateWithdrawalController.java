package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/** Hold, end of hold and revocation, JSON in and out; {@code serial} is in hex. */
@RestController
@RequestMapping("/certificates/{ca:[a-z][a-z0-9-]{0,30}}/{serial:[0-9A-Fa-f]{1,40}}")
public class CertificateWithdrawalController {
    private final CertificateWithdrawals withdrawals;

    public CertificateWithdrawalController(CertificateWithdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** @param reason name of a {@link RevocationReason} */
    public record Revocation(String reason) {}

    /** The state of a certificate: GOOD, SUSPENDED or REVOKED. */
    public record State(String ca, String serial, String state) {
        static State of(CertificateRecord record) {
            String state;
            if (record.status() instanceof CertificateStatus.Revoked) {
                state = "REVOKED";
            } else {
                state = record.status() instanceof CertificateStatus.Suspended ? "SUSPENDED" : "GOOD";
            }
            return new State(record.ca(), record.serial().toString(16).toUpperCase(Locale.ROOT), state);
        }
    }

    @PostMapping("/suspend")
    public State suspend(ActingPerson person, @PathVariable String ca, @PathVariable String serial) {
        return State.of(withdrawals.suspend(person, ca, new BigInteger(serial, 16)));
    }

    @PostMapping("/resume")
    public State resume(ActingPerson person, @PathVariable String ca, @PathVariable String serial) {
        return State.of(withdrawals.resume(person, ca, new BigInteger(serial, 16)));
    }

    @PostMapping("/revoke")
    public State revoke(
            ActingPerson person,
            @PathVariable String ca,
            @PathVariable String serial,
            @RequestBody Revocation revocation) {
        return State.of(withdrawals.revoke(person, ca, new BigInteger(serial, 16), reason(revocation.reason())));
    }

    private static RevocationReason reason(String name) {
        return Arrays.stream(RevocationReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SigningException(
                        Refusal.REVOCATION_REASON_UNKNOWN,
                        Arrays.stream(RevocationReason.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
