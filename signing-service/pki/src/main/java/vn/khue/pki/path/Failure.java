package vn.khue.pki.path;

/** A rule that a path broke, and how. */
record Failure(PathRule rule, String detail) {}
