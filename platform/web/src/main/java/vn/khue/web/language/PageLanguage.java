package vn.khue.web.language;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of an answer: what {@code ?lang=} asks or the person chose before (a cookie); else, for programs that ask
 * for JSON, the first of ours in {@code Accept-Language}; else Vietnamese. A browser's own language does not count: many
 * Vietnamese browsers say they are English.
 */
public final class PageLanguage implements LocaleResolver {

    /** The parameter that chooses a language. */
    public static final String PARAMETER = "lang";

    /** The cookie that keeps the choice for a year. */
    public static final String COOKIE = "khue_lang";

    /** Vietnamese, the default. */
    public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private static final List<Locale> OURS = List.of(VIETNAMESE, Locale.ENGLISH);
    private static final String DECIDED = PageLanguage.class.getName();

    private final boolean secure;

    /** @param secure whether the cookie is sent by TLS only */
    public PageLanguage(boolean secure) {
        this.secure = secure;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(DECIDED) instanceof Locale decided) {
            return decided;
        }
        Locale locale = asked(request)
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(PageLanguage::ours))
                .or(() -> ofProgram(request))
                .orElse(VIETNAMESE);
        request.setAttribute(DECIDED, locale);
        return locale;
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        ours(locale == null ? null : locale.getLanguage()).ifPresent(chosen -> {
            request.setAttribute(DECIDED, chosen);
            response.addHeader(
                    "Set-Cookie",
                    ResponseCookie.from(COOKIE, chosen.getLanguage())
                            .path("/")
                            .maxAge(Duration.ofDays(365))
                            .httpOnly(true)
                            .secure(secure)
                            .sameSite("Lax")
                            .build()
                            .toString());
        });
    }

    /**
     * What {@code ?lang=} in the address asks, where it is one of ours. A form field of that name does not count: to look for
     * one, the server would read the whole body, and this is asked before anybody knows whether the body is allowed.
     */
    static Optional<Locale> asked(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        for (String each : query.split("&", -1)) {
            if (each.startsWith(PARAMETER + "=")) {
                return ours(each.substring(PARAMETER.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Locale> ours(String language) {
        return OURS.stream().filter(each -> each.getLanguage().equals(language)).findFirst();
    }

    private static Optional<Locale> ofProgram(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String wanted = request.getHeader("Accept-Language");
        if (wanted == null || wanted.length() > 200 || (accept != null && accept.contains("text/html"))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(wanted), OURS));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
