package vn.khue.launcher.card;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.verify.CardVerdict;

/** A verdict as the exit code and the JSON of {@code card verify} tell it. */
public record CardReport(CardVerdict verdict) {
    private static final Set<CardProblem> UNREADABLE = EnumSet.of(
            CardProblem.NOT_A_CARD,
            CardProblem.LOGIN_BADGE,
            CardProblem.EU_CERTIFICATE,
            CardProblem.OVERSIZE,
            CardProblem.MALFORMED_TEXT,
            CardProblem.MALFORMED_CBOR,
            CardProblem.MALFORMED_COSE);

    /** What newer lists might answer otherwise. */
    private static final Set<CardProblem> UNDETERMINED = EnumSet.of(
            CardProblem.NO_TRUST_LIST,
            CardProblem.NO_STATUS_LIST,
            CardProblem.STATUS_LIST_INVALID,
            CardProblem.STATUS_LIST_STALE,
            CardProblem.UNSUPPORTED_ALGORITHM);

    /** Why it does not hold; empty where it does. */
    public Optional<CardProblem> problem() {
        return verdict instanceof CardVerdict.Refused refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    /** 0 holds, 1 does not, 2 undetermined, 65 no card at all. */
    public int exitCode() {
        return problem()
                .map(found -> UNREADABLE.contains(found) ? 65 : UNDETERMINED.contains(found) ? 2 : 1)
                .orElse(0);
    }

    /** What the card says, where its signature is genuine. */
    public Optional<CardClaims> card() {
        return verdict instanceof CardVerdict.Valid valid
                ? Optional.of(valid.card())
                : ((CardVerdict.Refused) verdict).card();
    }

    /** One line. */
    public String json() {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put(
                "indication",
                switch (exitCode()) {
                    case 0 -> "TOTAL_PASSED";
                    case 2 -> "INDETERMINATE";
                    case 65 -> "UNREADABLE";
                    default -> "TOTAL_FAILED";
                });
        line.put("problem", problem().map(Enum::name).orElse(null));
        ObjectNode says = line.putObject("card");
        card().ifPresent(claims -> write(claims, says));
        if (verdict instanceof CardVerdict.Valid valid) {
            line.putObject("signer")
                    .put("kid", valid.signer().kid().toString())
                    .put("district", valid.signer().district());
            line.put("statusOf", valid.statusOf().toString());
            line.put("fromPhone", valid.fromPhone());
        }
        return JsonMapper.shared().writeValueAsString(line);
    }

    /** What a card says, member by member. */
    static void write(CardClaims claims, ObjectNode node) {
        node.put("id", claims.id().toString())
                .put("issuer", claims.issuer())
                .put("fullName", claims.fullName())
                .put("school", claims.school())
                .put("role", claims.role())
                .put("issuedAt", claims.issuedAt().toString())
                .put("expires", claims.expires().toString())
                .put("statusIndex", claims.status().index())
                .put("statusList", claims.status().uri())
                .put("forPhone", claims.device().isPresent());
        claims.photo().ifPresent(photo -> node.put("photo", photo.hex()));
    }
}
