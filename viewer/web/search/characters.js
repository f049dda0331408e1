// Traditional and other forms of the characters in the names of points, with the simplified ones they are compared by.

const PAIRS =
  "雲云 俠侠 澤泽 經经 際际 間间 陽阳 谿溪 歷历 曆历 溫温 龍龙 頭头 維维 關关 車车 頰颊 倉仓 氣气 戶户 庫库 滿满 樞枢 門门 " +
  "來来 衝冲 沖冲 陰阴 犢犊 豐丰 條条 內内 厲厉 兌兑 鄉乡 榮荣 竇窦 會会 極极 靈灵 郤郄 養养 後后 貞贞 顴颧 聽听 宮宫 攢攒 處处 " +
  "絡络 卻却 風风 膽胆 腎肾 腸肠 環环 綱纲 邊边 飛飞 揚扬 崑昆 崙仑 侖仑 僕仆 參参 脈脉 湧涌 鐘钟 鍾钟 復复 築筑 賓宾 橫横 勞劳 " +
  "淵渊 濼泺 瀆渎 顱颅 絲丝 頷颔 懸悬 釐厘 竅窍 輒辄 帶带 臨临 溝沟 強强 縮缩 瘂哑 啞哑 腦脑 頂顶 顖囟 齦龈 闕阙 鳩鸠 華华 蓋盖 " +
  "璣玑 漿浆 邱丘 節节 盤盘 側侧 壓压 針针 髖髋 脛胫 兪俞 腧俞 裏里 裡里 麯曲";

/** @type {Map<string, string>} */
export const SIMPLIFIED = new Map(PAIRS.split(" ").map(([written, simple]) => [written, simple]));
