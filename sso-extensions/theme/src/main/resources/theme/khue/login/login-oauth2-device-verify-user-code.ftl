<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueDeviceTitle")}<#elseif section = "form">
<form class="stack" id="kc-user-verify-device-user-code-form" action="${url.oauth2DeviceVerificationAction}" method="post">
<div class="field"><label for="device-user-code">${msg("khueDeviceCode")}</label><input id="device-user-code" name="device_user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus></div>
<button class="btn go fill" id="kc-login">${msg("khueContinue")}</button>
</form>
</#if>
</@layout.registrationLayout>
