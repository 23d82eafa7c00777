package vn.khue.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps the language chosen by {@code ?lang=}, if it is one of ours. */
public final class LanguageChoice implements HandlerInterceptor {

    private final PageLanguage language;

    public LanguageChoice(PageLanguage language) {
        this.language = language;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String chosen = request.getParameter(PageLanguage.PARAMETER);
        if (chosen != null && !response.isCommitted()) {
            language.setLocale(request, response, Locale.forLanguageTag(chosen));
        }
        return true;
    }
}
