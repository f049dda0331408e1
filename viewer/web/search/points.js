// The names of the 361 points of the WHO in the order of their numbers, to tell what is not in the atlas from what is nothing.

/** @type {Record<string, string>} by channel: pinyin without tones, and simplified characters */
const NAMES = {
  LU: "Zhongfu 中府 Yunmen 云门 Tianfu 天府 Xiabai 侠白 Chize 尺泽 Kongzui 孔最 Lieque 列缺 Jingqu 经渠 Taiyuan 太渊 Yuji 鱼际 Shaoshang 少商",
  LI:
    "Shangyang 商阳 Erjian 二间 Sanjian 三间 Hegu 合谷 Yangxi 阳溪 Pianli 偏历 Wenliu 温溜 Xialian 下廉 Shanglian 上廉 Shousanli 手三里 " +
    "Quchi 曲池 Zhouliao 肘髎 Shouwuli 手五里 Binao 臂臑 Jianyu 肩髃 Jugu 巨骨 Tianding 天鼎 Futu 扶突 Kouheliao 口禾髎 Yingxiang 迎香",
  ST:
    "Chengqi 承泣 Sibai 四白 Juliao 巨髎 Dicang 地仓 Daying 大迎 Jiache 颊车 Xiaguan 下关 Touwei 头维 Renying 人迎 Shuitu 水突 Qishe 气舍 " +
    "Quepen 缺盆 Qihu 气户 Kufang 库房 Wuyi 屋翳 Yingchuang 膺窗 Ruzhong 乳中 Rugen 乳根 Burong 不容 Chengman 承满 Liangmen 梁门 " +
    "Guanmen 关门 Taiyi 太乙 Huaroumen 滑肉门 Tianshu 天枢 Wailing 外陵 Daju 大巨 Shuidao 水道 Guilai 归来 Qichong 气冲 Biguan 髀关 " +
    "Futu 伏兔 Yinshi 阴市 Liangqiu 梁丘 Dubi 犊鼻 Zusanli 足三里 Shangjuxu 上巨虚 Tiaokou 条口 Xiajuxu 下巨虚 Fenglong 丰隆 Jiexi 解溪 " +
    "Chongyang 冲阳 Xiangu 陷谷 Neiting 内庭 Lidui 厉兑",
  SP:
    "Yinbai 隐白 Dadu 大都 Taibai 太白 Gongsun 公孙 Shangqiu 商丘 Sanyinjiao 三阴交 Lougu 漏谷 Diji 地机 Yinlingquan 阴陵泉 Xuehai 血海 " +
    "Jimen 箕门 Chongmen 冲门 Fushe 府舍 Fujie 腹结 Daheng 大横 Fuai 腹哀 Shidou 食窦 Tianxi 天溪 Xiongxiang 胸乡 Zhourong 周荣 Dabao 大包",
  HT: "Jiquan 极泉 Qingling 青灵 Shaohai 少海 Lingdao 灵道 Tongli 通里 Yinxi 阴郄 Shenmen 神门 Shaofu 少府 Shaochong 少冲",
  SI:
    "Shaoze 少泽 Qiangu 前谷 Houxi 后溪 Wangu 腕骨 Yanggu 阳谷 Yanglao 养老 Zhizheng 支正 Xiaohai 小海 Jianzhen 肩贞 Naoshu 臑俞 " +
    "Tianzong 天宗 Bingfeng 秉风 Quyuan 曲垣 Jianwaishu 肩外俞 Jianzhongshu 肩中俞 Tianchuang 天窗 Tianrong 天容 Quanliao 颧髎 Tinggong 听宫",
  BL:
    "Jingming 睛明 Cuanzhu 攒竹 Meichong 眉冲 Qucha 曲差 Wuchu 五处 Chengguang 承光 Tongtian 通天 Luoque 络却 Yuzhen 玉枕 Tianzhu 天柱 " +
    "Dazhu 大杼 Fengmen 风门 Feishu 肺俞 Jueyinshu 厥阴俞 Xinshu 心俞 Dushu 督俞 Geshu 膈俞 Ganshu 肝俞 Danshu 胆俞 Pishu 脾俞 " +
    "Weishu 胃俞 Sanjiaoshu 三焦俞 Shenshu 肾俞 Qihaishu 气海俞 Dachangshu 大肠俞 Guanyuanshu 关元俞 Xiaochangshu 小肠俞 " +
    "Pangguangshu 膀胱俞 Zhonglushu 中膂俞 Baihuanshu 白环俞 Shangliao 上髎 Ciliao 次髎 Zhongliao 中髎 Xialiao 下髎 Huiyang 会阳 " +
    "Chengfu 承扶 Yinmen 殷门 Fuxi 浮郄 Weiyang 委阳 Weizhong 委中 Fufen 附分 Pohu 魄户 Gaohuang 膏肓 Shentang 神堂 Yixi 譩譆 Geguan 膈关 " +
    "Hunmen 魂门 Yanggang 阳纲 Yishe 意舍 Weicang 胃仓 Huangmen 肓门 Zhishi 志室 Baohuang 胞肓 Zhibian 秩边 Heyang 合阳 Chengjin 承筋 " +
    "Chengshan 承山 Feiyang 飞扬 Fuyang 跗阳 Kunlun 昆仑 Pucan 仆参 Shenmai 申脉 Jinmen 金门 Jinggu 京骨 Shugu 束骨 Zutonggu 足通谷 " +
    "Zhiyin 至阴",
  KI:
    "Yongquan 涌泉 Rangu 然谷 Taixi 太溪 Dazhong 大钟 Shuiquan 水泉 Zhaohai 照海 Fuliu 复溜 Jiaoxin 交信 Zhubin 筑宾 Yingu 阴谷 " +
    "Henggu 横骨 Dahe 大赫 Qixue 气穴 Siman 四满 Zhongzhu 中注 Huangshu 肓俞 Shangqu 商曲 Shiguan 石关 Yindu 阴都 Futonggu 腹通谷 " +
    "Youmen 幽门 Bulang 步廊 Shenfeng 神封 Lingxu 灵墟 Shencang 神藏 Yuzhong 彧中 Shufu 俞府",
  PC: "Tianchi 天池 Tianquan 天泉 Quze 曲泽 Ximen 郄门 Jianshi 间使 Neiguan 内关 Daling 大陵 Laogong 劳宫 Zhongchong 中冲",
  TE:
    "Guanchong 关冲 Yemen 液门 Zhongzhu 中渚 Yangchi 阳池 Waiguan 外关 Zhigou 支沟 Huizong 会宗 Sanyangluo 三阳络 Sidu 四渎 Tianjing 天井 " +
    "Qinglengyuan 清泠渊 Xiaoluo 消泺 Naohui 臑会 Jianliao 肩髎 Tianliao 天髎 Tianyou 天牖 Yifeng 翳风 Chimai 瘈脉 Luxi 颅息 Jiaosun 角孙 " +
    "Ermen 耳门 Erheliao 耳和髎 Sizhukong 丝竹空",
  GB:
    "Tongziliao 瞳子髎 Tinghui 听会 Shangguan 上关 Hanyan 颔厌 Xuanlu 悬颅 Xuanli 悬厘 Qubin 曲鬓 Shuaigu 率谷 Tianchong 天冲 Fubai 浮白 " +
    "Touqiaoyin 头窍阴 Wangu 完骨 Benshen 本神 Yangbai 阳白 Toulinqi 头临泣 Muchuang 目窗 Zhengying 正营 Chengling 承灵 Naokong 脑空 " +
    "Fengchi 风池 Jianjing 肩井 Yuanye 渊腋 Zhejin 辄筋 Riyue 日月 Jingmen 京门 Daimai 带脉 Wushu 五枢 Weidao 维道 Juliao 居髎 Huantiao 环跳 " +
    "Fengshi 风市 Zhongdu 中渎 Xiyangguan 膝阳关 Yanglingquan 阳陵泉 Yangjiao 阳交 Waiqiu 外丘 Guangming 光明 Yangfu 阳辅 Xuanzhong 悬钟 " +
    "Qiuxu 丘墟 Zulinqi 足临泣 Diwuhui 地五会 Xiaxi 侠溪 Zuqiaoyin 足窍阴",
  LR:
    "Dadun 大敦 Xingjian 行间 Taichong 太冲 Zhongfeng 中封 Ligou 蠡沟 Zhongdu 中都 Xiguan 膝关 Ququan 曲泉 Yinbao 阴包 Zuwuli 足五里 " +
    "Yinlian 阴廉 Jimai 急脉 Zhangmen 章门 Qimen 期门",
  GV:
    "Changqiang 长强 Yaoshu 腰俞 Yaoyangguan 腰阳关 Mingmen 命门 Xuanshu 悬枢 Jizhong 脊中 Zhongshu 中枢 Jinsuo 筋缩 Zhiyang 至阳 " +
    "Lingtai 灵台 Shendao 神道 Shenzhu 身柱 Taodao 陶道 Dazhui 大椎 Yamen 哑门 Fengfu 风府 Naohu 脑户 Qiangjian 强间 Houding 后顶 " +
    "Baihui 百会 Qianding 前顶 Xinhui 囟会 Shangxing 上星 Shenting 神庭 Suliao 素髎 Shuigou 水沟 Duiduan 兑端 Yinjiao 龈交",
  CV:
    "Huiyin 会阴 Qugu 曲骨 Zhongji 中极 Guanyuan 关元 Shimen 石门 Qihai 气海 Yinjiao 阴交 Shenque 神阙 Shuifen 水分 Xiawan 下脘 Jianli 建里 " +
    "Zhongwan 中脘 Shangwan 上脘 Juque 巨阙 Jiuwei 鸠尾 Zhongting 中庭 Danzhong 膻中 Yutang 玉堂 Zigong 紫宫 Huagai 华盖 Xuanji 璇玑 " +
    "Tiantu 天突 Lianquan 廉泉 Chengjiang 承浆",
};

/**
 * @typedef {object} Point
 * @property {string} channel
 * @property {number} number
 * @property {string} pinyin as it is shown
 * @property {string} chinese
 */

/** @type {Point[]} */
export const POINTS = Object.entries(NAMES).flatMap(([channel, names]) => {
  const words = names.split(" ");
  return words
    .filter((_, at) => at % 2 === 0)
    .map((pinyin, at) => ({ channel, number: at + 1, pinyin, chinese: words[2 * at + 1] }));
});

/** @type {Map<string, number>} how many points a channel has */
export const LAST = new Map(POINTS.map(({ channel, number }) => [channel, number]));
