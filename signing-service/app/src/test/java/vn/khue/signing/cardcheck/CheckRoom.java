package vn.khue.signing.cardcheck;

import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests one server and one browser for all of them; skipped, and says so, where there is no Chromium. */
public final class CheckRoom implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CardCheckServer.class || type == CheckBrowser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Assumptions.assumeTrue(
                Files.isExecutable(CheckBrowser.PROGRAM),
                "needs " + CheckBrowser.PROGRAM + "; ./khue test installs it");
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(CheckRoom.class));
        return parameter.getParameter().getType() == CardCheckServer.class
                ? store.computeIfAbsent(CardCheckServer.class, type -> new CardCheckServer(), CardCheckServer.class)
                : store.computeIfAbsent(CheckBrowser.class, type -> new CheckBrowser(), CheckBrowser.class);
    }
}
