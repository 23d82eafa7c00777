package vn.khue.signing.cardcheck;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests one server and one browser for all of them, and one page that checks cards for those who ask only its modules; skipped,
 * and says so, where there is no Chromium.
 */
public final class CheckRoom implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CardCheckServer.class || type == CheckBrowser.class || type == Page.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Assumptions.assumeTrue(
                Files.isExecutable(CheckBrowser.PROGRAM),
                "needs " + CheckBrowser.PROGRAM + "; ./khue test installs it");
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(CheckRoom.class));
        Class<?> type = parameter.getParameter().getType();
        if (type == CardCheckServer.class) {
            return server(store);
        }
        return type == CheckBrowser.class
                ? browser(store)
                : store.computeIfAbsent(Page.class, any -> opened(store), Page.class);
    }

    private static CardCheckServer server(ExtensionContext.Store store) {
        return store.computeIfAbsent(CardCheckServer.class, type -> new CardCheckServer(), CardCheckServer.class);
    }

    private static CheckBrowser browser(ExtensionContext.Store store) {
        return store.computeIfAbsent(CheckBrowser.class, type -> new CheckBrowser(), CheckBrowser.class);
    }

    private static Page opened(ExtensionContext.Store store) {
        Page page = browser(store).visitor(1280).newPage();
        page.navigate(server(store).base() + "/v");
        return page;
    }
}
