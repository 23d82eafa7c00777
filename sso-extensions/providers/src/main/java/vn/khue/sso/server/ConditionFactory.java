package vn.khue.sso.server;

import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;

/** Makes one condition of a flow known to Keycloak; without settings. */
public abstract class ConditionFactory extends StepFactory implements ConditionalAuthenticatorFactory {
    private final ConditionalAuthenticator condition;

    /**
     * @param title in the admin console, likewise {@code help}
     * @param condition without state, for all logins
     */
    protected ConditionFactory(String id, String title, String help, ConditionalAuthenticator condition) {
        super(id, title, help, condition, false);
        this.condition = condition;
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return condition;
    }
}
