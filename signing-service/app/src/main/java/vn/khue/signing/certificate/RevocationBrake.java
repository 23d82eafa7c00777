package vn.khue.signing.certificate;

/**
 * Stops a run that would revoke more than people leave: a directory that lost its appointments, as after a bad restore, must not
 * cost a district its certificates, because a revocation cannot be taken back.
 *
 * @param always so many are always revoked
 * @param percent of the certificates in force, above that
 */
record RevocationBrake(int always, int percent) {

    /** 20, or a tenth of all: more than leave a district between two runs, and less than a lost branch of the directory. */
    static RevocationBrake usual() {
        return new RevocationBrake(20, 10);
    }

    boolean stops(int ended, int inForce) {
        return ended > Math.max(always, (long) inForce * percent / 100);
    }
}
