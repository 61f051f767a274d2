/** Styles of what sits in a corner: cards, and checklists, which come without the rest. */

export const CORNER_STYLES = `\
[hidden]{display:none!important}\
.corner{width:min(400*var(--u),100% - 32px);max-width:none;max-height:calc(100dvh - 32px - var(--lift,0px));overflow:auto}\
.corner>.arrow,.banner>.arrow{display:none}\
.corner[data-at^=bottom]{bottom:calc(16px + var(--lift,0px) + var(--dock,0px))}\
.corner[data-at^=top]{top:16px}\
.corner[data-at$=end]{inset-inline-end:16px;--dock:var(--dock-end)}\
.corner[data-at$=start]{inset-inline-start:16px;--dock:var(--dock-start)}\
.corner>.text{flex:none}\
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}\
@media(max-width:480px){.corner{width:calc(100% - 16px)}.corner[data-at$=end]{inset-inline-end:8px}.corner[data-at$=start]{inset-inline-start:8px}.corner[data-at^=bottom]{bottom:calc(8px + var(--lift,0px) + var(--dock,0px))}}`;
