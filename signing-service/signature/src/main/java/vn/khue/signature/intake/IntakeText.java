package vn.khue.signature.intake;

import java.util.ResourceBundle;

/** How bundles are found: the asked language, else Vietnamese, never the language of the machine. */
final class IntakeText {

    static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private IntakeText() {}
}
