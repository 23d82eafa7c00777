package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Leads to the gate as Spring Security does, and asks it for the language of our pages ({@code ui_locales}, OpenID Connect Core 1.0,
 * 3.1.2.1), and for a {@link FreshLogin} where one was begun. Otherwise the gate would take the browser's, and many Vietnamese browsers say English. Safe for concurrent use.
 */
public final class LanguageAtGate implements OAuth2AuthorizationRequestResolver {

    private static final String START = "/oauth2/authorization";

    private final OAuth2AuthorizationRequestResolver plain;
    private final LocaleResolver language;

    /** @param language of our pages */
    public LanguageAtGate(GateClient client, LocaleResolver language) {
        this.plain = new DefaultOAuth2AuthorizationRequestResolver(client, START);
        this.language = language;
    }

    @Override
    public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return speaking(request, plain.resolve(request));
    }

    @Override
    public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String client) {
        return speaking(request, plain.resolve(request, client));
    }

    private OAuth2AuthorizationRequest speaking(HttpServletRequest request, OAuth2AuthorizationRequest asked) {
        return asked == null
                ? null
                : OAuth2AuthorizationRequest.from(asked)
                        .additionalParameters(parameters -> {
                            parameters.put(
                                    "ui_locales",
                                    language.resolveLocale(request).getLanguage());
                            if (FreshLogin.taken(request)) {
                                parameters.put("prompt", "login");
                            }
                        })
                        .build();
    }
}
