<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueBadgeTitle")}<#elseif section = "form">
<form class="stack" id="kc-badge-form" method="post" action="${url.loginAction}">
<div class="field"><label for="code">${msg("khueBadgeCode")}</label><p class="hint" id="code-hint">${msg("khueBadgeHint")}</p><input id="code" name="code" class="otp" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus aria-describedby="code-hint"></div>
<button class="btn go fill">${msg("khueContinue")}</button>
<a class="btn bare fill" href="${url.loginRestartFlowUrl}">${msg("khueBadgePassword")}</a>
</form>
</#if>
</@layout.registrationLayout>
