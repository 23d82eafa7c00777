package vn.khue.signing.authorisation;

import java.util.Optional;
import java.util.UUID;
import vn.khue.signing.document.ContentDigest;

/** One thing that was agreed to: the document and the digest of exactly the bytes that were shown. */
public record AuthorisedItem(UUID document, ContentDigest content, ItemOutcome outcome, Optional<String> refusal) {}
