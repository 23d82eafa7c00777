package vn.khue.launcher.demo;

import vn.khue.launcher.district.DemoPerson;

/** Somebody who guesses a password at the gate. */
final class Attack {
    private final Visitor stranger;
    private final String door;

    /**
     * @param stranger without any session
     * @param door a page that leads to the gate
     */
    Attack(Visitor stranger, String door) {
        this.stranger = stranger;
        this.door = door;
    }

    /** Guesses once; the gate must refuse without telling what was wrong. */
    String guess(DemoPerson victim) {
        Page gate = stranger.open(door);
        Page answer = stranger.submit(
                gate.form("#kc-form-login").with("username", victim.username()).with("password", "Mat-khau-doan-mo-1"));
        if (!answer.has("#kc-form-login [aria-invalid=true]")) {
            throw new StepFailure("Expected the gate to refuse a wrong password, found: " + answer.shortText());
        }
        return answer.html().select("[role=alert]").text();
    }
}
