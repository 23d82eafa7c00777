package vn.khue.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps the language chosen by {@code ?lang=}, if it is one of ours. */
public final class LanguageChoice implements HandlerInterceptor {

    private final PageLanguage language;

    public LanguageChoice(PageLanguage language) {
        this.language = language;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!response.isCommitted()) {
            PageLanguage.asked(request).ifPresent(chosen -> language.setLocale(request, response, chosen));
        }
        return true;
    }
}
