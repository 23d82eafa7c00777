package vn.khue.signing.house;

import java.util.UUID;

/** A member of staff in the test directory. */
public record Member(UUID id, String uid, String name, String role, String unit) {}
