package vn.khue.signing.document;

import java.util.UUID;
import vn.khue.directory.Position;

/** Somebody who may be named as signer of a unit's document today. */
public record Signatory(UUID id, String name, Position position) {}
