package vn.khue.signing.authorisation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.signing.document.ContentDigest;

/**
 * One thing that was agreed to: the document and the digest of exactly the bytes that were shown.
 *
 * @param refusal name of the refusal where it was not done
 * @param concludedAt when it was done or refused
 */
public record AuthorisedItem(
        UUID document,
        ContentDigest content,
        ItemOutcome outcome,
        Optional<String> refusal,
        Optional<Instant> concludedAt) {}
